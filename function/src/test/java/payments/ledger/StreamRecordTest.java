package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.testing.StreamEvents.completed;
import static payments.testing.StreamEvents.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.json.JsonNumber;
import payments.json.JsonObject;
import payments.ledger.StreamRecord.Completed;
import payments.ledger.StreamRecord.Skip;
import payments.ledger.StreamRecord.Unknown;
import payments.testing.Calls;

class StreamRecordTest {
  @Test
  void read_shouldMakeAnEntry_whenPaymentIsCompleted() {
    StreamRecord read = of(record("1", "MODIFY", completed("t-1")));

    assertThat(read.read())
        .isEqualTo(
            new Completed(
                new LedgerEntry(
                    "t-1",
                    new BigDecimal("10.5000"),
                    "USD",
                    "user-1",
                    "green",
                    "us-west-2",
                    Instant.ofEpochSecond(1000),
                    Instant.ofEpochSecond(1001))));
    assertThat(read.sequenceNumber()).isEqualTo("1");
    assertThat(read.eventId()).isEqualTo("event-1");
    assertThat(read.eventName()).isEqualTo("MODIFY");
    assertThat(read.keys()).isEqualTo(Map.of("sessionId", Map.of("S", "t-1")));
    assertThat(read.changedAt()).contains(Instant.ofEpochMilli(1_001_500));
  }

  @Test
  void read_shouldMakeAnEntry_whenClaimAndCompletionAreCombinedIntoOneInsert() {
    assertThat(of(record("1", "INSERT", completed("t-1"))).read()).isInstanceOf(Completed.class);
  }

  @Test
  void read_shouldSkip_whenItIsNoCompletedPayment() {
    assertThat(of(record("1", "REMOVE", null)).read()).isEqualTo(new Skip());
    assertThat(of(record("1", "INSERT", completed("lambda-test/x"))).read()).isEqualTo(new Skip());
    assertThat(of(record("1", "INSERT", with("status", "S", "processing"))).read())
        .isEqualTo(new Skip());
  }

  /** It was taken when the currency was in use, or by a runtime that knows it. */
  @ParameterizedTest
  @CsvSource({"HRK, 10.50", "XXX, 0.0001", "JPY, 10.5", "USD, 999999999999999.9999"})
  void read_shouldMakeAnEntry_whateverTheCurrencyIsToday(String currency, String amount) {
    Map<String, Object> image = with("currency", "S", currency);
    image.put("amount", Map.of("N", amount));

    assertThat(of(record("1", "MODIFY", image)).read())
        .isInstanceOfSatisfying(
            Completed.class,
            read -> {
              assertThat(read.entry().currency()).isEqualTo(currency);
              assertThat(read.entry().amount()).isEqualByComparingTo(amount);
            });
  }

  @ParameterizedTest
  @CsvSource({"1001, 1001000", "1001.5, 1001500", "1001.123, 1001123", "1001.120, 1001120"})
  void read_shouldKeepMilliseconds_whenCompletionHasThem(String completedAt, long milliseconds) {
    assertThat(of(record("1", "MODIFY", with("completedAt", "N", completedAt))).read())
        .isInstanceOfSatisfying(
            Completed.class,
            read ->
                assertThat(read.entry().completedAt())
                    .isEqualTo(Instant.ofEpochMilli(milliseconds)));
  }

  @Test
  void read_shouldSay_whenCompletedPaymentIsUnfinishedAgain() {
    JsonObject change =
        new JsonObject()
            .with("OldImage", completed("t-1"))
            .with("NewImage", with("status", "S", "processing"));

    assertThat(of(new JsonObject().with("eventName", "MODIFY").with("dynamodb", change)).read())
        .isEqualTo(
            new Unknown(
                "a completed payment is unfinished again: a later claim in the other Region"
                    + " replaced it; unless it was completed since, send it once more with the"
                    + " same key"));
  }

  @Test
  void read_shouldSkip_whenClaimWasTakenOver() {
    JsonObject change =
        new JsonObject()
            .with("OldImage", with("status", "S", "processing"))
            .with("NewImage", with("status", "S", "processing"));

    assertThat(of(new JsonObject().with("eventName", "MODIFY").with("dynamodb", change)).read())
        .isEqualTo(new Skip());
  }

  @ParameterizedTest
  @CsvSource({
    "status, S, lambda-processed, status is neither processing nor completed",
    "status, N, 1, status is missing or not of type S",
    "sessionId, N, 1, sessionId is missing or not of type S",
    "sessionId, S, ' x', sessionId must not begin or end with white space",
    "amount, S, 10, amount is missing or not of type N",
    "amount, N, ten, amount is not a number",
    "amount, N, 0, amount must be more than 0",
    "amount, N, 1E+125, amount must have at most 15 digits and 4 decimals",
    "amount, N, 1000000000000000, amount must have at most 15 digits and 4 decimals",
    "amount, N, 0.00001, amount must have at most 15 digits and 4 decimals",
    "currency, S, USDX, currency is not three capital letters",
    "currency, S, usd, currency is not three capital letters",
    "userId, S, '', userId must not be empty",
    "color, N, 1, color is missing or not of type S",
    "region, N, 1, region is missing or not of type S",
    "createdAt, N, 1.5, 'createdAt is not a time in seconds, with at most 0 decimals, from 1970 to the year 9999'",
    "createdAt, N, -1, 'createdAt is not a time in seconds, with at most 0 decimals, from 1970 to the year 9999'",
    "completedAt, N, 253402300800, 'completedAt is not a time in seconds, with at most 3 decimals, from 1970 to the year 9999'",
    "completedAt, N, 31556889864403199, 'completedAt is not a time in seconds, with at most 3 decimals, from 1970 to the year 9999'",
    "completedAt, N, 1E+125, 'completedAt is not a time in seconds, with at most 3 decimals, from 1970 to the year 9999'",
    "completedAt, N, 1E-130, 'completedAt is not a time in seconds, with at most 3 decimals, from 1970 to the year 9999'",
    "completedAt, N, 1001.0001, 'completedAt is not a time in seconds, with at most 3 decimals, from 1970 to the year 9999'",
    "completedAt, S, x, completedAt is missing or not of type N"
  })
  void read_shouldSayWhy_whenShapeIsUnknown(String name, String type, String value, String reason) {
    assertThat(of(record("1", "MODIFY", with(name, type, value))).read())
        .isEqualTo(new Unknown(reason));
  }

  @ParameterizedTest
  @CsvSource({"completedAt", "amount", "userId", "status", "sessionId", "region"})
  void read_shouldSayWhy_whenAttributeIsMissing(String name) {
    Map<String, Object> image = new TreeMap<>(completed("t-1"));
    image.remove(name);

    assertThat(of(record("1", "MODIFY", image)).read())
        .asString()
        .contains(name + " is missing or not of type");
  }

  /** What a global table of 2017 adds; those of today add nothing. */
  @Test
  void read_shouldMakeTheSameEntry_whenReplicationAddsItsOwnAttributes() {
    Map<String, Object> replicated = new TreeMap<>(completed("t-1"));
    replicated.put("aws:rep:deleting", Map.of("BOOL", false));
    replicated.put("aws:rep:updatetime", Map.of("N", "1764000000.123001"));
    replicated.put("aws:rep:updateregion", Map.of("S", "us-west-2"));

    assertThat(of(record("1", "MODIFY", replicated)).read())
        .isEqualTo(of(record("1", "MODIFY", completed("t-1"))).read());
  }

  @Test
  void read_shouldSkip_whenItemExpired() {
    JsonObject expired =
        record("1", "REMOVE", null)
            .with(
                "userIdentity", Map.of("type", "Service", "principalId", "dynamodb.amazonaws.com"));

    assertThat(of(expired).read()).isEqualTo(new Skip());
  }

  @ParameterizedTest
  @CsvSource({"INSERT", "MODIFY"})
  void read_shouldSayWhy_whenThereIsNoNewImage(String event) {
    assertThat(of(record("1", event, null)).read()).isEqualTo(new Unknown("there is no new image"));
  }

  /** Whatever happened to the item, it is a completed payment, and must not be lost. */
  @Test
  void read_shouldMakeAnEntry_whenRecordHasNoEventNameOrSequenceNumber() {
    StreamRecord bare = of(new JsonObject().with("dynamodb", Map.of("NewImage", completed("t-1"))));

    assertThat(bare.read()).isInstanceOf(Completed.class);
    assertThat(bare.eventName()).isEmpty();
    assertThat(bare.sequenceNumber()).isEmpty();
  }

  @Test
  void changedAt_shouldBeExact() {
    assertThat(changedAt("1764000000.123")).contains(Instant.ofEpochMilli(1_764_000_000_123L));
    assertThat(changedAt("1.764E9")).contains(Instant.ofEpochSecond(1_764_000_000));
  }

  @ParameterizedTest
  @CsvSource({"-1", "1e999", "-1e999", "253402300800"})
  void changedAt_shouldBeEmpty_whenItIsNoTime(String seconds) {
    assertThat(changedAt(seconds)).isEmpty();
  }

  /** A record that made the reading fail would hold up all payments behind it. */
  @Property
  void read_shouldNeverFail_whateverAnAttributeHolds(
      @ForAll("names") String name, @ForAll("values") Object value) {
    Map<String, Object> image = new TreeMap<>(completed("t-1"));
    image.put(name, value);

    assertThat(of(record("1", "MODIFY", image)).read()).isNotNull();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(completed("t-1").keySet());
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<String> numbers =
        Arbitraries.oneOf(
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.bigDecimals().map(String::valueOf),
            Arbitraries.integers().between(-999, 999).map(exponent -> "1E" + exponent));
    return Arbitraries.oneOf(
        numbers.map(number -> Map.of("N", number)),
        Arbitraries.strings().map(text -> Map.of("S", text)),
        Arbitraries.strings().map(text -> text),
        Arbitraries.of(Map.of("NULL", true), Map.of("L", List.of()), List.of(), Map.of()));
  }

  private static Optional<Instant> changedAt(String seconds) {
    return new StreamRecord(
            Map.of("dynamodb", Map.of("ApproximateCreationDateTime", new JsonNumber(seconds))))
        .changedAt();
  }

  @Test
  void read_shouldSayWhy_whenRecordIsNoRecord() {
    assertThat(new StreamRecord("x").read()).isEqualTo(new Unknown("the record is not an object"));
    assertThat(new StreamRecord(Map.of()).read()).isEqualTo(new Unknown("there is no new image"));
    assertThat(new StreamRecord(null).sequenceNumber()).isEmpty();
    assertThat(new StreamRecord(null).keys()).isEmpty();
    assertThat(new StreamRecord(null).changedAt()).isEmpty();
  }

  private static StreamRecord of(Object record) {
    return new StreamRecord(Calls.object(record.toString()));
  }

  private static Map<String, Object> with(String name, String type, String value) {
    Map<String, Object> image = new TreeMap<>(completed("t-1"));
    image.put(name, Map.of(type, value));
    return image;
  }
}
