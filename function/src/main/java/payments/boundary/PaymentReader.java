package payments.boundary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import payments.entity.Amount;
import payments.entity.CurrencyCode;
import payments.entity.Identifier;
import payments.entity.Payment;
import payments.json.JsonNumber;
import payments.json.Names;
import payments.log.CallNotes;

/** Reads the fields of a payment and gathers all that is wrong with them. */
final class PaymentReader {
  static final Set<String> FIELDS = Set.of("transactionId", "amount", "currency", "userId");

  /** Enough for every amount allowed, far too little to cost anything. */
  private static final int MAX_AMOUNT_LENGTH = 40;

  private static final int MAX_NAMES = 10;

  /**
   * Stands for a currency that is not known, so that the amount's other rules are still checked.
   */
  private static final CurrencyCode ANY_CURRENCY =
      new CurrencyCode("this currency", MAX_AMOUNT_LENGTH);

  /** JSON's own grammar of numbers, for numbers and for text. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

  private final Map<String, ?> fields;
  private final List<String> errors = new ArrayList<>();

  PaymentReader(Map<String, ?> fields) {
    this.fields = fields;
  }

  /** Notes for the log which payment a call is about, also of a request that is refused. */
  static void note(Object transactionId, CallNotes call) {
    if (transactionId instanceof String id && Identifier.isTransactionId(id)) {
      call.transaction(id);
    }
  }

  /** Adds something that was found wrong elsewhere. */
  PaymentReader problem(String error) {
    errors.add(error);
    return this;
  }

  /** Reports fields that are neither a payment's nor among those named. */
  PaymentReader refuseUnknown(Set<String> alsoKnown) {
    List<String> unknown =
        fields.keySet().stream()
            .filter(name -> !FIELDS.contains(name) && !alsoKnown.contains(name))
            .toList();
    unknown.stream()
        .limit(MAX_NAMES)
        .map(name -> Names.shown(name) + " is not a known field")
        .forEach(errors::add);
    if (unknown.size() > MAX_NAMES) {
      errors.add((unknown.size() - MAX_NAMES) + " more fields are not known");
    }
    return this;
  }

  /**
   * The payment.
   *
   * @param key the idempotency key, which is then the transaction id; null if the body has to say
   *     it
   * @throws BadRequestException listing everything that is wrong
   */
  Payment payment(String key) throws BadRequestException {
    String bodyId = transactionId(key == null);
    String id =
        key == null ? bodyId : check("Idempotency-Key", key, Identifier::checkTransactionId);
    if (!fields.containsKey("amount")) {
      errors.add("amount is missing");
    }
    Optional<Amount> amount = amount();
    String userId = identifier("userId", true, Identifier::check);
    if (!errors.isEmpty()) {
      throw new BadRequestException(errors);
    }
    return new Payment(id, amount.orElseThrow(), userId, bodyId == null ? id : bodyId);
  }

  /** What is wrong with the fields that are there; missing ones do not matter. */
  List<String> problems() {
    transactionId(false);
    amount();
    identifier("userId", false, Identifier::check);
    return List.copyOf(errors);
  }

  private String transactionId(boolean required) {
    if (required && !fields.containsKey("transactionId")) {
      errors.add("transactionId is missing, and so is the header Idempotency-Key");
      return null;
    }
    return identifier("transactionId", false, Identifier::checkTransactionId);
  }

  private String identifier(String name, boolean required, UnaryOperator<String> rule) {
    if (!fields.containsKey(name)) {
      if (required) {
        errors.add(name + " is missing");
      }
      return null;
    }
    if (fields.get(name) instanceof String text) {
      return check(name, text, rule);
    }
    errors.add(name + " must be text");
    return null;
  }

  private String check(String name, String text, UnaryOperator<String> rule) {
    try {
      return rule.apply(text);
    } catch (IllegalArgumentException e) {
      errors.add(name + " " + e.getMessage());
      return null;
    }
  }

  private Optional<Amount> amount() {
    Optional<CurrencyCode> currency = currency();
    Optional<BigDecimal> number = number();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Amount(number.get(), currency.orElse(ANY_CURRENCY)));
    } catch (IllegalArgumentException e) {
      errors.add("amount " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<CurrencyCode> currency() {
    if (!fields.containsKey("currency")) {
      return Optional.of(CurrencyCode.USD);
    }
    Optional<CurrencyCode> currency =
        fields.get("currency") instanceof String code ? CurrencyCode.of(code) : Optional.empty();
    if (currency.isEmpty()) {
      errors.add("currency must be an ISO 4217 code in use, for example USD");
    }
    return currency;
  }

  private Optional<BigDecimal> number() {
    if (!fields.containsKey("amount")) {
      return Optional.empty();
    }
    Object value = fields.get("amount");
    String text =
        value instanceof JsonNumber number ? number.text() : value instanceof String s ? s : "";
    if (text.length() > MAX_AMOUNT_LENGTH) {
      errors.add("amount must have at most " + MAX_AMOUNT_LENGTH + " characters");
      return Optional.empty();
    }
    if (!NUMBER.matcher(text).matches()) {
      errors.add("amount must be a number, or a number as text");
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }
}
