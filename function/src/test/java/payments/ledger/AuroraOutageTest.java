package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.ledger.Ledgers.batch;
import static payments.ledger.Ledgers.entry;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Database;
import payments.testing.SecretServer;
import payments.testing.Wire;

/**
 * The database goes away in every way, and comes back: the same batch then changes only what is
 * missing. Against a real MariaDB behind a wire that can be cut.
 */
class AuroraOutageTest {
  private static final SortedMap<Integer, LedgerEntry> BATCH =
      batch(entry("a", "1"), entry("b", "2"));
  private static final String IDS = "SELECT transaction_id FROM payments ORDER BY 1";
  private static Database database;

  private SecretServer secrets;
  private Wire wire;
  private AuroraLedger ledger;

  @BeforeAll
  static void startDatabase() throws Exception {
    System.setProperty(Tls.PROPERTY, "DISABLED");
    database = Database.start();
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    System.clearProperty(Tls.PROPERTY);
    database.close();
  }

  @BeforeEach
  void setUp() throws Exception {
    secrets = new SecretServer(Database.PASSWORD);
    wire = new Wire(database.port());
    ledger = new AuroraLedger(Ledgers.connections("127.0.0.1", wire.port()));
  }

  @AfterEach
  void tearDown() throws Exception {
    ledger.beforeCheckpoint(null);
    wire.close();
    secrets.close();
    database.empty();
    database.password(Database.PASSWORD);
  }

  @Test
  void write_shouldCatchUp_whenServerWasStoppedForAWhile() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.stop();
    try {
      assertUnavailable(BATCH);
      assertUnavailable(BATCH);
    } finally {
      database.startAgain();
    }

    assertThat(ledger.write(BATCH)).isEmpty();

    assertIds("a", "b");
  }

  @Test
  void write_shouldKeepWhatWasCommittedAndCatchUp_whenServerWasKilled() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.kill();
    try {
      assertUnavailable(BATCH);
    } finally {
      database.startAgain();
    }
    assertIds("a");

    assertThat(ledger.write(BATCH)).isEmpty();

    assertIds("a", "b");
  }

  @Test
  void write_shouldOpenConnectionAgain_whenServerClosedIt() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.administer("KILL USER " + Database.USER + "@localhost");

    assertThat(ledger.write(batch(entry("b", "1")))).isEmpty();

    assertIds("a", "b");
  }

  @Test
  void write_shouldOpenConnectionAgain_whenWireWasCutBetweenBatches() throws Exception {
    ledger.write(batch(entry("a", "1")));
    wire.cutAll();

    assertThat(ledger.write(batch(entry("b", "1")))).isEmpty();

    assertIds("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, schema_version, 0",
    "BEFORE, 'CREATE TABLE IF NOT EXISTS payments', 0",
    "AFTER, 'CREATE TABLE IF NOT EXISTS payments', 0",
    "BEFORE, INSERT INTO payments, 0",
    "AFTER, INSERT INTO payments, 0",
    "BEFORE, COMMIT, 0",
    "AFTER, COMMIT, 2"
  })
  void write_shouldChangeOnlyWhatIsMissing_whenWireWasCutInABatch(
      Wire.Cut cut, String statement, int written) throws Exception {
    wire.cut(cut, statement);
    assertUnavailable(BATCH);
    assertThat(wire.isCut()).isTrue();
    if (statement.equals("COMMIT")) {
      assertThat(database.rows(IDS)).hasSize(written);
    }

    assertThat(ledger.write(BATCH)).isEmpty();

    assertIds("a", "b");
  }

  /** A refused entry makes the others go one by one, each its own commit. */
  @ParameterizedTest
  @CsvSource({"BEFORE, ROLLBACK", "AFTER, ROLLBACK", "BEFORE, autocommit=1", "AFTER, autocommit=1"})
  void write_shouldChangeOnlyWhatIsMissing_whenWireWasCutAfterARefusal(
      Wire.Cut cut, String statement) throws Exception {
    SortedMap<Integer, LedgerEntry> batch = batch(entry("a", "1"), tooLong(), entry("b", "2"));
    wire.cut(cut, statement);
    assertUnavailable(batch);
    assertThat(wire.isCut()).isTrue();

    assertThat(ledger.write(batch))
        .containsExactly(Map.entry(2, "the database refused it: SQL state 22001"));

    assertIds("a", "b");
  }

  /** Well within the function's own time-out, so that the call ends with a line in the log. */
  @Test
  void write_shouldGiveUpInTime_whenNoAnswerComes() throws Exception {
    wire.cut(Wire.Cut.SILENT, "COMMIT");
    long start = System.nanoTime();

    assertUnavailable(BATCH);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    assertThat(ledger.write(BATCH)).isEmpty();
    assertIds("a", "b");
  }

  @Test
  void write_shouldUseOneConnection_whateverComes() throws Exception {
    ledger.write(BATCH);
    List<List<String>> connections = connections(1);
    for (int i = 0; i < 5; i++) {
      ledger.write(batch(entry("c" + i, "1"), tooLong()));
    }

    assertThat(connections).hasSize(1);
    assertThat(connections(1)).isEqualTo(connections);
  }

  @Test
  void write_shouldHaveNoConnectionInASnapshot_andReadSecretOnce() throws Exception {
    ledger.write(batch(entry("a", "1")));
    ledger.beforeCheckpoint(null);
    assertThat(connections(0)).isEmpty();

    ledger.afterRestore(null);
    ledger.write(batch(entry("b", "1")));

    assertThat(connections(1)).hasSize(1);
    assertThat(secrets.reads()).isEqualTo(1);
  }

  @Test
  void write_shouldNotNotice_whenPasswordIsRotatedUnderAnOpenConnection() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.password("second-password");
    secrets.password("second-password");

    ledger.write(batch(entry("b", "1")));

    assertThat(secrets.reads()).isEqualTo(1);
  }

  /** As Amazon RDS does it: the database first, the secret in the moments after. */
  @Test
  void write_shouldWaitForTheSecret_whenDatabaseHasTheNewPasswordFirst() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.password("second-password");
    wire.cutAll();
    assertUnavailable(batch(entry("b", "1")));
    secrets.password("second-password");

    ledger.write(batch(entry("b", "1")));

    database.password(Database.PASSWORD);
    assertIds("a", "b");
  }

  @Test
  void write_shouldGoOnAndFollow_whenSecretHasTheNewPasswordFirst() throws Exception {
    ledger.write(batch(entry("a", "1")));
    secrets.password("second-password");
    wire.cutAll();
    ledger.write(batch(entry("b", "1")));
    database.password("second-password");
    wire.cutAll();

    ledger.write(batch(entry("c", "1")));

    database.password(Database.PASSWORD);
    assertIds("a", "b", "c");
    assertThat(secrets.reads()).isEqualTo(2);
  }

  @Test
  void write_shouldWaitForTheDatabase_whenEnvironmentStartsInTheMiddleOfARotation()
      throws Exception {
    secrets.password("second-password");
    assertUnavailable(batch(entry("a", "1")));
    database.password("second-password");

    ledger.write(batch(entry("a", "1")));

    database.password(Database.PASSWORD);
    assertIds("a");
  }

  /** The cluster's name leads to the new writer; the former one, if it lives, only reads. */
  @Test
  void write_shouldGoToTheNewWriter_whenFormerOneOnlyReads() throws Exception {
    ledger.write(batch(entry("a", "1")));
    database.administer("SET GLOBAL read_only = ON");
    try (Database successor = Database.start()) {
      assertUnavailable(BATCH);
      assertUnavailable(BATCH);
      wire.leadTo(successor.port());

      assertThat(ledger.write(BATCH)).isEmpty();

      assertThat(successor.rows(IDS)).containsExactly(List.of("a"), List.of("b"));
    } finally {
      database.administer("SET GLOBAL read_only = OFF");
    }
    assertIds("a");
  }

  private void assertUnavailable(SortedMap<Integer, LedgerEntry> batch) {
    assertThatThrownBy(() -> ledger.write(batch))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageStartingWith("SQL state ");
  }

  private static void assertIds(String... ids) throws Exception {
    assertThat(database.rows(IDS)).flatExtracting(row -> row).containsExactly(ids);
  }

  /**
   * The ledger's connections to the server, without the one that asks. The server notices a little
   * later that a connection was closed, also that of the last who asked: so it is asked until there
   * are as many as expected, for five seconds at most.
   */
  private static List<List<String>> connections(int expected) throws Exception {
    List<List<String>> found = List.of();
    for (int i = 0; i < 100; i++) {
      found =
          database.rows(
              "SELECT id FROM information_schema.processlist"
                  + " WHERE user = '%s' AND id <> CONNECTION_ID()".formatted(Database.USER));
      if (found.size() == expected) {
        return found;
      }
      Thread.sleep(50);
    }
    return found;
  }

  private static LedgerEntry tooLong() {
    return new LedgerEntry(
        "x", BigDecimal.ONE, "USD", "u", "c".repeat(17), "r", Instant.EPOCH, Instant.EPOCH);
  }
}
