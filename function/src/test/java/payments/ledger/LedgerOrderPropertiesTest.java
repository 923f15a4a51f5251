package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeProperty;
import payments.log.CallNotes;
import payments.testing.Calls;
import payments.testing.Database;
import payments.testing.SecretServer;
import payments.testing.StreamEvents;
import payments.testing.Wire;

/**
 * However the records of a stream are ordered, repeated and split into batches, and wherever the
 * wire to the database is cut, the ledger ends with the same rows and the queue with the same
 * reasons. Against a real MariaDB.
 */
class LedgerOrderPropertiesTest {
  private static Database database;
  private static SecretServer secrets;

  private Wire wire;
  private AuroraLedger ledger;
  private final Set<String> rejected = new TreeSet<>();

  /** A change of an item, as one of the two Regions' streams tells of it. */
  private record Change(String id, String color, int milliseconds, Kind kind, boolean replicated) {
    enum Kind {
      COMPLETED,
      PROCESSING,
      POISON,
      TOO_LONG,
      EXPIRED
    }

    StreamRecord record() {
      Map<String, Object> image = StreamEvents.completed(id);
      image.put("amount", Map.of("N", "1" + id.length()));
      image.put("color", Map.of("S", kind == Kind.TOO_LONG ? "c".repeat(17) : color));
      image.put("region", Map.of("S", color.equals("blue") ? "us-east-1" : "us-west-2"));
      image.put("completedAt", Map.of("N", "1001.00" + milliseconds));
      if (replicated) {
        image.put("aws:rep:updateregion", Map.of("S", "us-west-2"));
      }
      if (kind == Kind.PROCESSING) {
        image.put("status", Map.of("S", "processing"));
      } else if (kind == Kind.POISON) {
        image.remove("userId");
      }
      return new StreamRecord(
          Calls.object(
              StreamEvents.record(
                      "1",
                      kind == Kind.EXPIRED ? "REMOVE" : replicated ? "INSERT" : "MODIFY",
                      kind == Kind.EXPIRED ? null : image)
                  .toString()));
    }

    List<String> row() {
      return List.of(id, color, "1970-01-01 00:16:41.00" + milliseconds);
    }
  }

  /** A batch, and where the wire is cut when it is first written. */
  private record Batch(List<Change> changes, int cut) {
    private static final List<String> STATEMENTS =
        List.of("INSERT INTO payments", "COMMIT", "ROLLBACK");

    void cut(Wire wire) {
      if (cut < 2 * STATEMENTS.size()) {
        wire.cut(cut % 2 == 0 ? Wire.Cut.BEFORE : Wire.Cut.AFTER, STATEMENTS.get(cut / 2));
      }
    }
  }

  @BeforeContainer
  static void startDatabase() throws Exception {
    System.setProperty(Tls.PROPERTY, "DISABLED");
    database = Database.start();
    secrets = new SecretServer(Database.PASSWORD);
  }

  @AfterContainer
  static void stopDatabase() throws Exception {
    System.clearProperty(Tls.PROPERTY);
    secrets.close();
    database.close();
  }

  @BeforeProperty
  void setUp() throws Exception {
    wire = new Wire(database.port());
    ledger = new AuroraLedger(Ledgers.connections("127.0.0.1", wire.port()));
    ledger.write(Ledgers.batch());
  }

  @AfterProperty
  void tearDown() throws Exception {
    ledger.beforeCheckpoint(null);
    wire.close();
  }

  @AfterTry
  void empty() throws SQLException {
    wire.cut(Wire.Cut.BEFORE, "no such statement");
    rejected.clear();
    try (Connection connection = database.connect(Database.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM payments");
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void ledger_shouldEndTheSame_howeverTheStreamIsCut(@ForAll("streams") List<Batch> stream)
      throws Exception {
    for (Batch batch : stream) {
      batch.cut(wire);
      for (int attempt = 0; !isWritten(batch); attempt++) {
        if (attempt == 1) {
          fail("a cut wire is cut once");
        }
      }
    }

    List<Change> changes = stream.stream().flatMap(batch -> batch.changes().stream()).toList();
    assertThat(rows()).isEqualTo(lastRows(changes));
    assertThat(rejected).isEqualTo(reasons(changes));
  }

  private boolean isWritten(Batch batch) {
    List<StreamRecord> records = batch.changes().stream().map(Change::record).toList();
    FailureQueue queue = (record, reason) -> rejected.add(record.keys() + reason);
    try {
      assertThat(new LedgerWriter(ledger, queue, Clock.systemUTC()).write(records, new CallNotes()))
          .isEmpty();
      return true;
    } catch (LedgerUnavailableException e) {
      return false;
    }
  }

  /** As the server shows the time: version 3.5.6 of the driver shows 41.001 as 41.1000. */
  private static List<List<String>> rows() throws SQLException {
    return database.rows(
        "SELECT transaction_id, color, CAST(completed_at AS CHAR) FROM payments ORDER BY transaction_id");
  }

  /** Of two completions of a payment the later one stays, as in the global table. */
  private static List<List<String>> lastRows(List<Change> changes) {
    Map<String, Change> last = new TreeMap<>();
    changes.stream()
        .filter(change -> change.kind() == Change.Kind.COMPLETED)
        .sorted(Comparator.comparing(Change::milliseconds).thenComparing(Change::color))
        .forEach(change -> last.put(change.id(), change));
    return last.values().stream().map(Change::row).toList();
  }

  private static Set<String> reasons(List<Change> changes) {
    Set<String> reasons = new TreeSet<>();
    for (Change change : changes) {
      String key = Map.of("sessionId", Map.of("S", change.id())).toString();
      if (change.kind() == Change.Kind.POISON) {
        reasons.add(key + "userId is missing or not of type S");
      } else if (change.kind() == Change.Kind.TOO_LONG) {
        reasons.add(key + "the database refused it: SQL state 22001");
      }
    }
    return reasons;
  }

  /** Some changes, every one once or more, in any order, in batches of any size. */
  @Provide
  Arbitrary<List<Batch>> streams() {
    return changes()
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .flatMap(
            changes ->
                Combinators.combine(repeated(changes), sizes(), cuts())
                    .as(LedgerOrderPropertiesTest::split));
  }

  private static Arbitrary<Change> changes() {
    Arbitrary<Change.Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(12, Change.Kind.COMPLETED),
            Tuple.of(1, Change.Kind.PROCESSING),
            Tuple.of(1, Change.Kind.POISON),
            Tuple.of(1, Change.Kind.TOO_LONG),
            Tuple.of(1, Change.Kind.EXPIRED));
    return Combinators.combine(
            Arbitraries.of("a", "A", "bb", "ccc"),
            Arbitraries.of("blue", "green"),
            Arbitraries.integers().between(1, 3),
            kinds,
            Arbitraries.of(true, false))
        .as(Change::new);
  }

  private static Arbitrary<List<Change>> repeated(List<Change> changes) {
    return Arbitraries.of(changes)
        .list()
        .ofMaxSize(8)
        .map(again -> Stream.concat(changes.stream(), again.stream()).toList())
        .flatMap(Arbitraries::shuffle);
  }

  private static Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 8).list().ofSize(20);
  }

  /** Most batches are not cut. */
  private static Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 14).list().ofSize(20);
  }

  private static List<Batch> split(List<Change> changes, List<Integer> sizes, List<Integer> cuts) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < changes.size(); ) {
      int to = Math.min(changes.size(), from + sizes.get(batches.size()));
      batches.add(new Batch(changes.subList(from, to), cuts.get(batches.size())));
      from = to;
    }
    return batches;
  }
}
