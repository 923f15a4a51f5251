package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.ledger.Ledgers.batch;
import static payments.ledger.Ledgers.entry;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Database;
import payments.testing.SecretServer;

/** Against a real MariaDB, through the real wrapper. */
class AuroraLedgerTest {
  private static Database database;

  private SecretServer secrets;
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
    // Aurora's default, unlike MariaDB's and MySQL's: what the ledger refuses must not hang on it.
    database.administer("SET GLOBAL sql_mode = ''");
    secrets = new SecretServer(Database.PASSWORD);
    ledger = ledger();
  }

  @AfterEach
  void tearDown() throws Exception {
    ledger.beforeCheckpoint(null);
    secrets.close();
    database.empty();
    database.password(Database.PASSWORD);
  }

  @Test
  void write_shouldKeepEveryColumn_whenEntryIsNew() throws Exception {
    assertThat(ledger.write(batch(entry("t-1", "10.50")))).isEmpty();

    assertThat(database.rows("SELECT * FROM payments"))
        .containsExactly(
            List.of(
                "t-1",
                "10.5000",
                "USD",
                "user",
                "blue",
                "us-east-1",
                "2026-01-02 03:04:05",
                "2026-01-02 03:04:06.000"));
  }

  @Test
  void write_shouldChangeNothing_whenBatchComesTwiceAndOutOfOrder() throws Exception {
    ledger.write(batch(entry("a", "1"), entry("b", "2")));
    ledger.write(batch(entry("b", "2"), entry("a", "1"), entry("a", "1")));

    assertThat(database.rows("SELECT transaction_id, amount FROM payments ORDER BY 1"))
        .containsExactly(List.of("a", "1.0000"), List.of("b", "2.0000"));
  }

  @Test
  void write_shouldKeepTwoRows_whenIdsDifferOnlyInCaseAccentOrWidth() throws Exception {
    List<String> ids = List.of("id", "ID", "ìd", "ｉd", "\ud83d\ude00", "\ud83d\ude01");

    ledger.write(batch(ids.stream().map(id -> entry(id, "1")).toArray(LedgerEntry[]::new)));

    assertThat(database.rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("6"));
  }

  @Test
  void write_shouldKeepAmountExactly_whenItIsTheLargest() throws Exception {
    ledger.write(batch(entry("max", "999999999999.9999")));

    assertThat(database.rows("SELECT amount FROM payments"))
        .containsExactly(List.of("999999999999.9999"));
  }

  @Test
  void write_shouldRefuseOneAndWriteTheOthers_whenDatabaseDoesNotTakeIt() throws Exception {
    LedgerEntry good = entry("good", "1");
    LedgerEntry bad =
        new LedgerEntry(
            "bad", BigDecimal.ONE, "USD", "u", "c".repeat(17), "r", Instant.EPOCH, Instant.EPOCH);

    assertThat(ledger.write(batch(good, bad, entry("last", "3"))))
        .containsExactly(Map.entry(2, "the database refused it: SQL state 22001"));
    assertThat(database.rows("SELECT transaction_id FROM payments ORDER BY 1"))
        .containsExactly(List.of("good"), List.of("last"));

    ledger.write(batch(entry("next", "4")));
    assertThat(database.rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("3"));
  }

  @ParameterizedTest
  @CsvSource({"2, USD, user", "1, EUR, user", "1, USD, other", "1, USD, USER"})
  void write_shouldKeepTheFirstAndRefuseTheOther_whenTwoPaymentsHaveOneId(
      String amount, String currency, String user) throws Exception {
    ledger.write(batch(entry("a", "1")));
    LedgerEntry other =
        new LedgerEntry(
            "a",
            new BigDecimal(amount),
            currency,
            user,
            "green",
            "us-west-2",
            Instant.EPOCH,
            Instant.EPOCH);

    assertThat(ledger.write(batch(entry("b", "1"), other, entry("c", "1"))))
        .containsExactly(Map.entry(2, "another payment with this id is in the ledger"));
    assertThat(database.rows("SELECT transaction_id, amount, user_id FROM payments ORDER BY 1"))
        .containsExactly(
            List.of("a", "1.0000", "user"),
            List.of("b", "1.0000", "user"),
            List.of("c", "1.0000", "user"));
  }

  @Test
  void open_shouldBeStrict_whenServerIsNot() throws Exception {
    try (Connection connection = connections().open();
        Statement statement = connection.createStatement();
        ResultSet modes = statement.executeQuery("SELECT @@global.sql_mode, @@session.sql_mode")) {
      assertThat(modes.next()).isTrue();
      assertThat(modes.getString(1)).isEmpty();
      assertThat(modes.getString(2)).isEqualTo("STRICT_TRANS_TABLES");
    }
  }

  /** One color's batches may run at once, and a deadlock is nobody's fault. */
  @Test
  void write_shouldSucceed_whenAnotherEnvironmentWritesTheSameRowsInAnotherOrder()
      throws Exception {
    AuroraLedger other = ledger();
    LedgerEntry[] entries =
        IntStream.range(0, 20).mapToObj(i -> entry("t" + i, "1")).toArray(LedgerEntry[]::new);
    LedgerEntry[] reversed = entries.clone();
    Collections.reverse(Arrays.asList(reversed));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 30; round++) {
        Future<Map<Integer, String>> theirs = thread.submit(() -> other.write(batch(reversed)));
        assertThat(ledger.write(batch(entries))).isEmpty();
        assertThat(theirs.get()).isEmpty();
      }
    } finally {
      thread.shutdownNow();
      other.beforeCheckpoint(null);
    }

    assertThat(database.rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("20"));
  }

  private static AuroraLedger ledger() {
    return new AuroraLedger(connections());
  }

  private static AuroraConnections connections() {
    return Ledgers.connections("127.0.0.1", database.port());
  }
}
