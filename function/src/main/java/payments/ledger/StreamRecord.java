package payments.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.entity.Identifier;
import payments.entity.Session;
import payments.json.JsonNumber;

/**
 * One record of a DynamoDB stream, as Lambda gets it (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">event</a>).
 *
 * <p>A completed payment was judged when it was taken. Here it need only fit the ledger's columns:
 * by the currencies in use today, one that was taken yesterday would be lost.
 *
 * @param json the record; anything at all
 */
public record StreamRecord(Object json) {
  private static final int MAX_NUMBER_LENGTH = 64;

  /** Decimals of a time in seconds. */
  private static final int MILLISECONDS = 3;

  /** Of the ledger's DECIMAL(19,4), before the point and after it. */
  private static final int AMOUNT_DIGITS = 15;

  private static final int AMOUNT_DECIMALS = 4;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final String UNFINISHED_AGAIN =
      "a completed payment is unfinished again: a later claim in the other Region replaced it;"
          + " unless it was completed since, send it once more with the same key";

  /** The first second of the year 10000, which a DATETIME does not know. */
  private static final BigDecimal END_OF_TIME = new BigDecimal(253_402_300_800L);

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  /** What to do with a record. */
  public sealed interface Reading {}

  /** It is no completed payment: nothing to do. */
  public record Skip() implements Reading {}

  /** It is a completed payment. */
  public record Completed(LedgerEntry entry) implements Reading {}

  /** It is nothing that the sessions table should hold, or should have become. */
  public record Unknown(String reason) implements Reading {}

  /** Reads the record; never fails. */
  public Reading read() {
    if (!(json instanceof Map<?, ?>)) {
      return new Unknown("the record is not an object");
    }
    if ("REMOVE".equals(text("eventName"))) {
      return new Skip();
    }
    if (!(change().get("NewImage") instanceof Map<?, ?> image)) {
      return new Unknown("there is no new image");
    }
    try {
      return read(image);
    } catch (IllegalArgumentException e) {
      return new Unknown(e.getMessage());
    }
  }

  private Reading read(Map<?, ?> image) {
    String id = attribute(image, "sessionId", "S");
    if (id.startsWith(Identifier.TEST_PREFIX)) {
      return new Skip();
    }
    String status = attribute(image, "status", "S");
    if (status.equals(Session.Status.PROCESSING.text())) {
      return wasCompleted() ? new Unknown(UNFINISHED_AGAIN) : new Skip();
    }
    if (!status.equals(Session.Status.COMPLETED.text())) {
      return new Unknown("status is neither processing nor completed");
    }
    return new Completed(entry(image, id));
  }

  private boolean wasCompleted() {
    return change().get("OldImage") instanceof Map<?, ?> old
        && old.get("status") instanceof Map<?, ?> status
        && Session.Status.COMPLETED.text().equals(status.get("S"));
  }

  private static LedgerEntry entry(Map<?, ?> image, String id) {
    return new LedgerEntry(
        checked("sessionId", id),
        amount(image),
        currency(image),
        checked("userId", attribute(image, "userId", "S")),
        attribute(image, "color", "S"),
        attribute(image, "region", "S"),
        time(image, "createdAt", 0),
        time(image, "completedAt", MILLISECONDS));
  }

  /** What the column holds exactly; it would round more decimals in silence. */
  private static BigDecimal amount(Map<?, ?> image) {
    BigDecimal amount = number(image, "amount").stripTrailingZeros();
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("amount must be more than 0");
    }
    if (amount.precision() - amount.scale() > AMOUNT_DIGITS || amount.scale() > AMOUNT_DECIMALS) {
      throw new IllegalArgumentException(
          "amount must have at most %d digits and %d decimals"
              .formatted(AMOUNT_DIGITS, AMOUNT_DECIMALS));
    }
    return amount.setScale(AMOUNT_DECIMALS);
  }

  private static String currency(Map<?, ?> image) {
    String currency = attribute(image, "currency", "S");
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException("currency is not three capital letters");
    }
    return currency;
  }

  private static Instant time(Map<?, ?> image, String name, int decimals) {
    BigDecimal seconds = number(image, name);
    if (seconds.signum() < 0
        || seconds.compareTo(END_OF_TIME) >= 0
        || seconds.stripTrailingZeros().scale() > decimals) {
      throw new IllegalArgumentException(
          "%s is not a time in seconds, with at most %d decimals, from 1970 to the year 9999"
              .formatted(name, decimals));
    }
    return Instant.ofEpochMilli(seconds.movePointRight(MILLISECONDS).longValueExact());
  }

  private static BigDecimal number(Map<?, ?> image, String name) {
    String text = attribute(image, name, "N");
    if (!isNumber(text)) {
      throw new IllegalArgumentException(name + " is not a number");
    }
    return new BigDecimal(text);
  }

  private static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches();
  }

  private static String checked(String name, String text) {
    try {
      return Identifier.check(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
  }

  private static String attribute(Map<?, ?> image, String name, String type) {
    if (image.get(name) instanceof Map<?, ?> value && value.get(type) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " is missing or not of type " + type);
  }

  /** The stream's id of the record; empty if it has none. */
  public String eventId() {
    return text("eventID");
  }

  /** The kind of change; empty if the record has none. */
  public String eventName() {
    return text("eventName");
  }

  /** Where the record is in its shard; empty if it has none. */
  public String sequenceNumber() {
    return change().get("SequenceNumber") instanceof String text ? text : "";
  }

  /** The changed item's key; empty if the record has none. */
  public Map<?, ?> keys() {
    return change().get("Keys") instanceof Map<?, ?> keys ? keys : Map.of();
  }

  /** When the item was changed, if the record says so. */
  public Optional<Instant> changedAt() {
    if (change().get("ApproximateCreationDateTime") instanceof JsonNumber number
        && isNumber(number.text())) {
      BigDecimal seconds = new BigDecimal(number.text());
      if (seconds.signum() >= 0 && seconds.compareTo(END_OF_TIME) < 0) {
        return Optional.of(Instant.ofEpochMilli(seconds.movePointRight(MILLISECONDS).longValue()));
      }
    }
    return Optional.empty();
  }

  private String text(String name) {
    return json instanceof Map<?, ?> map && map.get(name) instanceof String text ? text : "";
  }

  private Map<?, ?> change() {
    return json instanceof Map<?, ?> map && map.get("dynamodb") instanceof Map<?, ?> change
        ? change
        : Map.of();
  }
}
