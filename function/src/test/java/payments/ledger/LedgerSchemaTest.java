package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import payments.testing.Database;
import payments.testing.Wire;

/** Against a real MariaDB. */
class LedgerSchemaTest {
  private static final String HISTORY =
      "SELECT version, name, done_at IS NOT NULL FROM schema_version ORDER BY version";

  /** None of these can be done twice. */
  private static final List<Migration> STEPS =
      List.of(
          new Migration(1, "table", "CREATE TABLE payments (id INT PRIMARY KEY)"),
          new Migration(2, "column", "ALTER TABLE payments ADD COLUMN note VARCHAR(9)"),
          new Migration(3, "key", "CREATE INDEX by_note ON payments (note)"),
          new Migration(4, "drop", "ALTER TABLE payments DROP INDEX by_note"));

  private static final List<List<String>> ALL_DONE =
      List.of(
          List.of("1", "table", "1"),
          List.of("2", "column", "1"),
          List.of("3", "key", "1"),
          List.of("4", "drop", "1"));

  private static Database database;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = Database.start();
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @AfterEach
  void tearDown() throws Exception {
    database.empty();
  }

  @Test
  void update_shouldMakeTheTable_whenDatabaseIsEmpty() throws Exception {
    update(new LedgerSchema());

    assertThat(database.rows(HISTORY))
        .containsExactly(
            List.of("1", "0001-payments.sql", "1"),
            List.of("2", "0002-exact-codes.sql", "1"),
            List.of("3", "0003-completed-milliseconds.sql", "1"));
    assertThat(columns())
        .containsExactly(
            List.of("transaction_id", "varchar(128)", "utf8mb4_bin"),
            List.of("amount", "decimal(19,4)"),
            List.of("currency", "char(3)", "utf8mb4_bin"),
            List.of("user_id", "varchar(128)", "utf8mb4_bin"),
            List.of("color", "varchar(16)", "utf8mb4_bin"),
            List.of("region", "varchar(32)", "utf8mb4_bin"),
            List.of("created_at", "datetime"),
            List.of("completed_at", "datetime(3)"));
  }

  /** The table as it was made before there was a history. */
  @Test
  void update_shouldAdoptTheTable_whenItIsOlderThanTheHistory() throws Exception {
    database.administer("ALTER DATABASE payments CHARACTER SET latin1");
    execute(Migration.of("0001-payments.sql").sql());
    execute(
        "INSERT INTO payments VALUES ('t', 1.5, 'USD', 'u', 'blue', 'us-east-1', now(), now())");

    update(new LedgerSchema());

    assertThat(database.rows(HISTORY)).hasSize(3);
    assertThat(database.rows("SELECT transaction_id, amount, currency, color FROM payments"))
        .containsExactly(List.of("t", "1.5000", "USD", "blue"));
    List<List<String>> adopted = columns();
    database.empty();
    update(new LedgerSchema());
    assertThat(adopted).isEqualTo(columns());
  }

  @RepeatedTest(10)
  void update_shouldDoEachStepOnce_whenSeveralStartAtOnce() throws Exception {
    int starters = 6;
    CyclicBarrier start = new CyclicBarrier(starters);
    Callable<Void> starter =
        () -> {
          try (Connection connection = connect()) {
            start.await();
            schema(STEPS).update(connection);
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(starters);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < starters; i++) {
        tasks.add(starter);
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE, GET_LOCK",
    "AFTER, GET_LOCK",
    "BEFORE, CREATE TABLE IF NOT EXISTS schema_version",
    "AFTER, CREATE TABLE IF NOT EXISTS schema_version",
    "BEFORE, INSERT INTO schema_version",
    "AFTER, INSERT INTO schema_version",
    "BEFORE, CREATE TABLE payments",
    "AFTER, CREATE TABLE payments",
    "BEFORE, ADD COLUMN",
    "AFTER, ADD COLUMN",
    "BEFORE, CREATE INDEX",
    "AFTER, CREATE INDEX",
    "BEFORE, DROP INDEX",
    "AFTER, DROP INDEX",
    "BEFORE, UPDATE schema_version",
    "AFTER, UPDATE schema_version",
    "BEFORE, RELEASE_LOCK",
    "AFTER, RELEASE_LOCK"
  })
  void update_shouldFinishWhatAnotherBegan_whenThatOneDied(Wire.Cut cut, String statement)
      throws Exception {
    try (Wire wire = new Wire(database.port());
        Connection connection = connect(wire.port())) {
      wire.cut(cut, statement);
      assertThatThrownBy(() -> schema(STEPS).update(connection)).isInstanceOf(SQLException.class);
      assertThat(wire.isCut()).isTrue();
    }

    update(schema(STEPS));

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
    assertThat(database.rows("SELECT id, note FROM payments")).isEmpty();
  }

  /** The first did the step and died; the second is refused for a reason that passes. */
  @Test
  void update_shouldFinishWhatAnotherBegan_whenASecondOneFailedInBetween() throws Exception {
    update(schema(STEPS.subList(0, 1)));
    try (Wire wire = new Wire(database.port());
        Connection connection = connect(wire.port())) {
      wire.cut(Wire.Cut.AFTER, "ADD COLUMN");
      assertThatThrownBy(() -> schema(STEPS).update(connection)).isInstanceOf(SQLException.class);
    }
    try (Connection reader = connect();
        Statement query = reader.createStatement();
        Connection impatient = connect();
        Statement setting = impatient.createStatement()) {
      reader.setAutoCommit(false);
      query.executeQuery("SELECT * FROM payments");
      setting.execute("SET lock_wait_timeout = 1");
      assertThatThrownBy(() -> schema(STEPS).update(impatient))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Lock wait timeout");
    }

    update(schema(STEPS));

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
  }

  /** As the wrapper does in a failover: the statement has no answer, and the next ones work. */
  @Test
  void update_shouldFinishWhatItBegan_whenConnectionWasReplacedInBetween() throws Exception {
    try (Connection connection = connect()) {
      Connection replaced = withoutAnswer(connection, STEPS.get(1).sql());
      assertThatThrownBy(() -> schema(STEPS).update(replaced))
          .isInstanceOf(SQLException.class)
          .hasMessage("replaced");
    }

    update(schema(STEPS));

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
  }

  private static Connection withoutAnswer(Connection connection, String sql) throws SQLException {
    Connection replaced = Mockito.spy(connection);
    Mockito.doAnswer(
            call -> {
              Statement statement = Mockito.spy(connection.createStatement());
              Mockito.doAnswer(
                      execute -> {
                        execute.callRealMethod();
                        throw new SQLException("replaced", "08S02");
                      })
                  .when(statement)
                  .execute(sql);
              return statement;
            })
        .when(replaced)
        .createStatement();
    return replaced;
  }

  @Test
  void update_shouldFailEveryTime_whenSomebodyElseMadeTheTable() throws Exception {
    execute("CREATE TABLE payments (other INT)");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> update(schema(STEPS)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("already exists");
    }

    assertThat(database.rows(HISTORY)).isEmpty();
  }

  @Test
  void update_shouldGoOnWhereItStopped_whenThereAreNewSteps() throws Exception {
    update(schema(STEPS.subList(0, 2)));

    update(schema(STEPS));

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
  }

  @Test
  void update_shouldLeaveDatabaseAlone_whenItIsNewerThanTheCode() throws Exception {
    update(schema(STEPS));

    update(schema(STEPS.subList(0, 2)));

    assertThat(database.rows(HISTORY)).isEqualTo(ALL_DONE);
  }

  @Test
  void update_shouldRefuse_whenAnAppliedStepWasEdited() throws Exception {
    update(schema(STEPS));
    Migration edited = new Migration(2, "column", STEPS.get(1).sql() + " NOT NULL");

    assertThatThrownBy(() -> update(schema(List.of(edited))))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessage(
            "the migration column is not what was applied under version 2;"
                + " put it back as it was, and write the change as a new migration");
  }

  @Test
  void update_shouldNotMindTheEndsOfLines() {
    assertThat(new Migration(1, "a", "x\r\ny").checksum())
        .isEqualTo(new Migration(1, "a", "x\ny").checksum());
  }

  @Test
  void update_shouldNeedNoLock_whenNothingIsToBeDone() throws Exception {
    update(schema(STEPS));

    try (Connection other = connect()) {
      lock(other);
      assertThatCode(() -> update(schema(STEPS))).doesNotThrowAnyException();
    }
  }

  @Test
  void update_shouldGiveUp_whenAnotherHoldsTheLockTooLong() throws Exception {
    try (Connection other = connect()) {
      lock(other);

      assertThatThrownBy(() -> update(new LedgerSchema(STEPS, 1)))
          .isInstanceOf(LedgerUnavailableException.class)
          .hasMessage("another environment is still migrating the ledger's schema");
    }
  }

  /** The jar cannot list its folders, so the code names the files. */
  @Test
  void files_shouldBeInTheListInOrder() throws Exception {
    update(new LedgerSchema());

    File folder = new File(LedgerSchema.class.getResource("/ledger").toURI());
    assertThat(database.rows("SELECT name FROM schema_version ORDER BY version"))
        .flatExtracting(row -> row)
        .containsExactlyInAnyOrder(folder.list())
        .isSorted();
  }

  /** Waits for others as long as a busy machine may need. */
  private static LedgerSchema schema(List<Migration> steps) {
    return new LedgerSchema(steps, 60);
  }

  private static void lock(Connection other) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute("SELECT GET_LOCK('payments.ledger.schema', 0)");
    }
  }

  private static void update(LedgerSchema schema) throws SQLException {
    try (Connection connection = connect()) {
      schema.update(connection);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return database.connect(Database.PASSWORD);
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + port + "/payments?sslMode=disable",
        Database.USER,
        Database.PASSWORD);
  }

  private static List<List<String>> columns() throws SQLException {
    return database
        .rows(
            "SELECT column_name, column_type, collation_name FROM information_schema.columns"
                + " WHERE table_name = 'payments' ORDER BY ordinal_position")
        .stream()
        .map(row -> row.stream().filter(value -> value != null).toList())
        .toList();
  }
}
