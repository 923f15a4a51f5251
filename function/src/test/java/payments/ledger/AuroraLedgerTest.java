package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Database;
import payments.testing.SecretServer;
import software.amazon.jdbc.plugin.AwsSecretsManagerCacheHolder;

/** Against a real MariaDB, through the real wrapper and its Secrets Manager plugin. */
class AuroraLedgerTest {
  private static final String SECRET =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-abc";
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
    AwsSecretsManagerCacheHolder.clearCache();
    database.administer("DROP TABLE IF EXISTS payments.payments");
    password(Database.PASSWORD);
  }

  @Test
  void write_shouldKeepEveryColumn_whenEntryIsNew() throws Exception {
    assertThat(ledger.write(List.of(entry("t-1", "10.50")))).isEmpty();

    assertThat(rows("SELECT * FROM payments"))
        .containsExactly(
            List.of(
                "t-1",
                "10.5000",
                "USD",
                "user",
                "blue",
                "us-east-1",
                "2026-01-02 03:04:05",
                "2026-01-02 03:04:06"));
  }

  @Test
  void write_shouldChangeNothing_whenBatchComesTwiceAndOutOfOrder() throws Exception {
    ledger.write(List.of(entry("a", "1"), entry("b", "2")));
    ledger.write(List.of(entry("b", "2"), entry("a", "1"), entry("a", "1")));

    assertThat(rows("SELECT transaction_id, amount FROM payments ORDER BY 1"))
        .containsExactly(List.of("a", "1.0000"), List.of("b", "2.0000"));
  }

  @Test
  void write_shouldKeepTwoRows_whenIdsDifferOnlyInCaseAccentOrWidth() throws Exception {
    List<String> ids = List.of("id", "ID", "ìd", "ｉd", "\ud83d\ude00", "\ud83d\ude01");

    ledger.write(ids.stream().map(id -> entry(id, "1")).toList());

    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("6"));
  }

  @Test
  void write_shouldKeepAmountExactly_whenItIsTheLargest() throws Exception {
    ledger.write(List.of(entry("max", "999999999999.9999")));

    assertThat(rows("SELECT amount FROM payments")).containsExactly(List.of("999999999999.9999"));
  }

  @Test
  void write_shouldRefuseOneAndWriteTheOthers_whenDatabaseDoesNotTakeIt() throws Exception {
    LedgerEntry good = entry("good", "1");
    LedgerEntry bad =
        new LedgerEntry(
            "bad", BigDecimal.ONE, "USD", "u", "c".repeat(17), "r", Instant.EPOCH, Instant.EPOCH);

    assertThat(ledger.write(List.of(good, bad, entry("last", "3"))))
        .containsExactly(
            org.assertj.core.api.Assertions.entry(1, "the database refused it: SQL state 22001"));
    assertThat(rows("SELECT transaction_id FROM payments ORDER BY 1"))
        .containsExactly(List.of("good"), List.of("last"));

    ledger.write(List.of(entry("next", "4")));
    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("3"));
  }

  @ParameterizedTest
  @CsvSource({"2, USD, user", "1, EUR, user", "1, USD, other", "1, USD, USER"})
  void write_shouldKeepTheFirstAndRefuseTheOther_whenTwoPaymentsHaveOneId(
      String amount, String currency, String user) throws Exception {
    ledger.write(List.of(entry("a", "1")));
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

    assertThat(ledger.write(List.of(entry("b", "1"), other, entry("c", "1"))))
        .containsExactly(
            org.assertj.core.api.Assertions.entry(
                1, "another payment with this id is in the ledger"));
    assertThat(rows("SELECT transaction_id, amount, user_id FROM payments ORDER BY 1"))
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

  @Test
  void write_shouldReadSecretOnce_whenConnectionIsOpenedAgain() throws Exception {
    ledger.write(List.of(entry("a", "1")));
    ledger.beforeCheckpoint(null);
    ledger.afterRestore(null);
    ledger.write(List.of(entry("b", "1")));

    assertThat(secrets.reads()).isEqualTo(1);
  }

  @Test
  void write_shouldReadSecretAgain_whenPasswordWasRotated() throws Exception {
    ledger.write(List.of(entry("a", "1")));
    password("second-password");
    secrets.password("second-password");
    ledger.beforeCheckpoint(null);

    ledger.write(List.of(entry("b", "1")));

    assertThat(secrets.reads()).isEqualTo(2);
    password(Database.PASSWORD);
    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("2"));
  }

  @Test
  void write_shouldOpenConnectionAgain_whenServerClosedIt() throws Exception {
    ledger.write(List.of(entry("a", "1")));
    database.administer("KILL USER " + Database.USER + "@localhost");

    assertThat(ledger.write(List.of(entry("b", "1")))).isEmpty();

    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("2"));
  }

  @Test
  void write_shouldFailAndLaterCatchUp_whenDatabaseIsDownForAWhile() throws Exception {
    ledger.write(List.of(entry("a", "1")));
    database.stop();
    try {
      assertThatThrownBy(() -> ledger.write(List.of(entry("b", "1"))))
          .isInstanceOf(LedgerUnavailableException.class)
          .hasMessageStartingWith("SQL state ");
    } finally {
      database.startAgain();
    }

    ledger.write(List.of(entry("b", "1")));

    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("2"));
  }

  @Test
  void write_shouldMakeTableOnce_whenSeveralStartAtOnce() throws Exception {
    int starters = 4;
    CyclicBarrier start = new CyclicBarrier(starters);
    ExecutorService threads = Executors.newFixedThreadPool(starters);
    try {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < starters; i++) {
        String id = "t-" + i;
        tasks.add(
            () -> {
              AuroraLedger own = ledger();
              start.await();
              try {
                return own.write(List.of(entry(id, "1"), entry("same", "1")));
              } finally {
                own.beforeCheckpoint(null);
              }
            });
      }
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(rows("SELECT COUNT(*) FROM payments")).containsExactly(List.of("5"));
  }

  private static AuroraLedger ledger() {
    return new AuroraLedger(connections());
  }

  private static AuroraConnections connections() {
    return new AuroraConnections(
        new LedgerSettings(
            "dev",
            "blue",
            "us-east-1",
            "127.0.0.1",
            Integer.toString(database.port()),
            "payments",
            SECRET,
            "queue"));
  }

  private static LedgerEntry entry(String id, String amount) {
    Instant created = Instant.parse("2026-01-02T03:04:05Z");
    return new LedgerEntry(
        id,
        new BigDecimal(amount),
        "USD",
        "user",
        "blue",
        "us-east-1",
        created,
        created.plusSeconds(1));
  }

  private static void password(String changed) throws Exception {
    database.administer(
        "ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'".formatted(Database.USER, changed));
  }

  private static List<List<String>> rows(String sql) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = database.connect(Database.PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
