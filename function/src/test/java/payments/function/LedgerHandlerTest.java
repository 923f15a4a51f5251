package payments.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.testing.StreamEvents.completed;
import static payments.testing.StreamEvents.event;
import static payments.testing.StreamEvents.record;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.json.JsonNumber;
import payments.json.JsonObject;
import payments.ledger.FailureQueue;
import payments.ledger.Ledger;
import payments.ledger.LedgerEntry;
import payments.ledger.LedgerUnavailableException;
import payments.ledger.LedgerWriter;
import payments.ledger.StreamRecord;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.TestClock;

class LedgerHandlerTest {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final Map<String, Object> POISON = Map.of("sessionId", Map.of("N", "1"));

  private final FakeLedger ledger = new FakeLedger();
  private final FakeQueue queue = new FakeQueue();
  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);
  private final LedgerHandler handler =
      new LedgerHandler(new LedgerWriter(ledger, queue, clock), calls.log(), clock);

  @Test
  void constructor_shouldNameWhatIsMissing_whenEnvironmentIsEmpty() {
    assertThatThrownBy(LedgerHandler::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DB_PORT, DB_NAME, DB_SECRET_ARN, FAILURE_QUEUE_URL");
  }

  @Test
  void batch_shouldBeWrittenInOrder() {
    assertThat(handle(good("1", "a"), record("2", "REMOVE", null), good("3", "b")))
        .isEqualTo(ALL_DONE);

    assertThat(ledger.written).containsExactly("a", "b");
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void batch_shouldNotTouchLedger_whenThereIsNothingToWrite() {
    ledger.down = true;

    assertThat(handle(record("1", "REMOVE", null))).isEqualTo(ALL_DONE);
    assertThat(handle()).isEqualTo(ALL_DONE);
  }

  @Test
  void batch_shouldSendPoisonToQueueWithReason_andWriteTheRest() {
    assertThat(handle(good("1", "a"), record("2", "MODIFY", POISON), good("3", "b")))
        .isEqualTo(ALL_DONE);

    assertThat(ledger.written).containsExactly("a", "b");
    assertThat(queue.sent).containsExactly("2: sessionId is missing or not of type S");
  }

  @Test
  void batch_shouldProceed_whenAnAttributeIsNestedAsDeepAsDynamoDbAllows() {
    Object deep = Map.of("S", "end");
    for (int level = 0; level < 32; level++) {
      deep = Map.of("M", Map.of("a", deep));
    }
    Map<String, Object> image = completed("a");
    image.put("deep", deep);

    assertThat(handle(record("1", "MODIFY", image), good("2", "b"))).isEqualTo(ALL_DONE);

    assertThat(ledger.written).containsExactly("a", "b");
  }

  @Test
  void batch_shouldSendToQueue_whenDatabaseRefusesAnEntry() {
    ledger.refused = "b";

    assertThat(handle(record("1", "REMOVE", null), good("2", "a"), good("3", "b")))
        .isEqualTo(ALL_DONE);

    assertThat(queue.sent).containsExactly("3: refused");
  }

  @Test
  void batch_shouldFailWholeAndSendNothing_whenDatabaseIsDown() {
    ledger.down = true;

    assertThatThrownBy(() -> handle(record("1", "MODIFY", POISON), good("2", "a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The ledger is not available; the batch comes again")
        .hasNoCause();
    assertThat(queue.sent).isEmpty();

    ledger.down = false;
    handle(record("1", "MODIFY", POISON), good("2", "a"));
    assertThat(ledger.written).containsExactly("a");
    assertThat(queue.sent).containsExactly("1: sessionId is missing or not of type S");
  }

  @Test
  void batch_shouldComeAgainFromPoison_whenQueueIsDown() {
    queue.down = true;

    assertThat(handle(good("1", "a"), record("2", "MODIFY", POISON), good("3", "b")))
        .isEqualTo(again("2"));

    assertThat(ledger.written).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void batch_shouldLoseNothing_whereverThePoisonIs(int place) {
    List<JsonObject> records =
        new ArrayList<>(List.of(good("11", "a"), good("12", "b"), good("13", "c")));
    records.add(place, record("20", "MODIFY", POISON));

    assertThat(handle(records.toArray(JsonObject[]::new))).isEqualTo(ALL_DONE);

    assertThat(ledger.written).containsExactly("a", "b", "c");
    assertThat(queue.sent).containsExactly("20: sessionId is missing or not of type S");
  }

  @Test
  void batch_shouldSendEveryRecordWithItsReason_whenAllArePoison() {
    ledger.down = true;

    assertThat(
            handle(
                record("1", "MODIFY", POISON),
                record("2", "INSERT", null),
                new JsonObject().with("eventName", "MODIFY")))
        .isEqualTo(ALL_DONE);

    assertThat(queue.sent)
        .containsExactly(
            "1: sessionId is missing or not of type S",
            "2: there is no new image",
            ": there is no new image");
  }

  @Test
  void batch_shouldSendNothing_whenQueueAndDatabaseAreDown() {
    ledger.down = true;
    queue.down = true;

    assertThatThrownBy(() -> handle(record("1", "MODIFY", POISON), good("2", "a")))
        .isInstanceOf(IllegalStateException.class);

    ledger.down = false;
    assertThat(handle(record("1", "MODIFY", POISON), good("2", "a"))).isEqualTo(again("1"));
    queue.down = false;
    assertThat(handle(record("1", "MODIFY", POISON), good("2", "a"))).isEqualTo(ALL_DONE);
    assertThat(ledger.written).containsOnly("a");
    assertThat(queue.sent).containsExactly("1: sessionId is missing or not of type S");
  }

  /** Lambda retries from the record named on: those before it must be done, queue and all. */
  @Test
  void batch_shouldNameTheFirstThatQueueDidNotTake_whenItFailsInBetween() {
    queue.takes = 1;
    JsonObject[] batch = {
      record("1", "MODIFY", POISON),
      good("2", "a"),
      record("3", "MODIFY", POISON),
      record("4", "MODIFY", POISON)
    };

    assertThat(handle(batch)).isEqualTo(again("3"));
    queue.takes = 9;
    assertThat(handle(batch[2], batch[3])).isEqualTo(ALL_DONE);

    assertThat(queue.sent).extracting(one -> one.substring(0, 1)).containsExactly("1", "3", "4");
  }

  @Test
  void batch_shouldComeAgainWhole_whenRecordToRepeatHasNoSequenceNumber() {
    queue.down = true;

    // An empty identifier fails the whole batch, by Lambda's documentation.
    assertThat(handle(good("1", "a"), new JsonObject().with("eventName", "MODIFY")))
        .isEqualTo(again(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"Records\":1}", "{", ""})
  void event_shouldFail_whenItIsNoBatch(String event) {
    assertThatThrownBy(() -> Calls.text(handler, event.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The event ");
    assertThat(calls.logged()).contains("IllegalArgumentException");
  }

  @Test
  void log_shouldCountEntriesAndLag() {
    handle(good("1", "a"), record("2", "MODIFY", POISON));

    Map<String, Object> line = Calls.object(calls.logged().strip());
    assertThat(line)
        .containsEntry("call", "ledger")
        .containsEntry("outcome", "ok")
        .containsEntry("ledgerEntries", new JsonNumber("1"))
        .containsEntry("ledgerRejected", new JsonNumber("1"))
        .containsEntry(
            "ledgerLagMs",
            new JsonNumber(Long.toString(TestClock.START.toEpochMilli() - 1_001_500)));
    assertThat(calls.logged()).doesNotContain("user-1");
  }

  /** What comes again is counted when it is done. */
  @Test
  void log_shouldCountEachRecordOnce_whenPartOfTheBatchComesAgain() {
    queue.takes = 1;
    ledger.refused = "b";
    JsonObject[] batch = {
      record("1", "MODIFY", POISON), good("2", "a"), good("3", "b"), good("4", "c")
    };

    assertThat(handle(batch)).isEqualTo(again("3"));
    queue.takes = 9;
    assertThat(handle(batch[2], batch[3])).isEqualTo(ALL_DONE);

    assertThat(calls.logged().lines().map(Calls::object))
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsEntry("ledgerEntries", new JsonNumber("1"))
                    .containsEntry("ledgerRejected", new JsonNumber("1")));
  }

  /** What the ledger is behind is what its oldest record waited, wherever that one is. */
  @Test
  void log_shouldMeasureLagOfTheOldestRecord() {
    handle(changed("1", "1764000005"), changed("2", "1764000000.25"), changed("3", "1764000009"));

    assertThat(Calls.object(calls.logged().strip()))
        .containsEntry(
            "ledgerLagMs",
            new JsonNumber(Long.toString(TestClock.START.toEpochMilli() - 1_764_000_000_250L)));
  }

  @Test
  void log_shouldNotMeasureLag_whenNoRecordSaysWhenItWasMade() {
    handle(new JsonObject().with("eventName", "REMOVE"));

    assertThat(calls.logged()).doesNotContain("ledgerLagMs");
  }

  @Test
  void log_shouldHaveNothingOfAPayment() {
    ledger.refused = "b";
    queue.down = true;

    handle(good("1", "a-payment"), record("2", "MODIFY", POISON), good("3", "b"));

    assertThat(calls.logged())
        .doesNotContain("a-payment", "user-1", "10.5", "sessionId", "completedAt");
  }

  @Test
  void log_shouldSayError_whenBatchComesAgain() {
    ledger.down = true;
    assertThatThrownBy(() -> handle(good("1", "a"))).isInstanceOf(IllegalStateException.class);

    assertThat(Calls.object(calls.logged().strip()))
        .containsEntry("level", "ERROR")
        .containsEntry("outcome", "failed")
        .doesNotContainKeys("ledgerEntries", "ledgerRejected");
  }

  private String handle(JsonObject... records) {
    return Calls.text(handler, event(records).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject changed(String sequenceNumber, String seconds) {
    return new JsonObject()
        .with("eventName", "REMOVE")
        .with(
            "dynamodb",
            new JsonObject()
                .with("SequenceNumber", sequenceNumber)
                .with("ApproximateCreationDateTime", new JsonNumber(seconds)));
  }

  private static JsonObject good(String sequenceNumber, String id) {
    return record(sequenceNumber, "MODIFY", completed(id));
  }

  private static String again(String sequenceNumber) {
    return "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + sequenceNumber + "\"}]}";
  }

  private static final class FakeLedger implements Ledger {
    private final List<String> written = new ArrayList<>();
    private boolean down;
    private String refused;

    @Override
    public Map<Integer, String> write(SortedMap<Integer, LedgerEntry> entries) {
      if (down) {
        throw new LedgerUnavailableException(new SQLException("down", "08000"));
      }
      Map<Integer, String> reasons = new TreeMap<>();
      entries.forEach(
          (place, entry) -> {
            if (entry.transactionId().equals(refused)) {
              reasons.put(place, "refused");
            } else {
              written.add(entry.transactionId());
            }
          });
      return reasons;
    }
  }

  private static final class FakeQueue implements FailureQueue {
    private final List<String> sent = new ArrayList<>();
    private boolean down;
    private int takes = Integer.MAX_VALUE;

    @Override
    public void send(StreamRecord rejected, String reason) {
      if (down || sent.size() >= takes) {
        throw MemoryStores.unavailable("queue");
      }
      sent.add(rejected.sequenceNumber() + ": " + reason);
    }
  }
}
