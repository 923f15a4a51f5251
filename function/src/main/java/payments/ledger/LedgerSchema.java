package payments.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger's schema, brought up to date by the function's own start, and its history in the table
 * {@code schema_version}. One query when nothing is to be done; else a lock of the server lets one
 * environment migrate and the others wait.
 *
 * <p>MySQL commits with every change of a schema, so a start can die between a change and its note
 * in the history. Hence a migration is noted before and after: one that was begun and not finished
 * is done again, and may find its work done. A database with migrations that this code does not
 * know is used as it is: migrations only add what older code can do without.
 */
final class LedgerSchema {
  private static final List<String> FILES =
      List.of("0001-payments.sql", "0002-exact-codes.sql", "0003-completed-milliseconds.sql");

  private static final String CREATE_HISTORY =
      """
      CREATE TABLE IF NOT EXISTS schema_version (
        version INT NOT NULL,
        name VARCHAR(128) NOT NULL,
        checksum CHAR(64) NOT NULL,
        begun_at DATETIME NOT NULL COMMENT 'UTC',
        done_at DATETIME COMMENT 'UTC',
        PRIMARY KEY (version)
      ) ENGINE = InnoDB""";

  private static final String LOCK = "payments.ledger.schema";

  /** Less than the driver waits for an answer. */
  private static final int LOCK_SECONDS = 8;

  private static final int NO_SUCH_TABLE = 1146;

  /** The table, column or key is there already; the column or key to drop is not. */
  private static final Set<Integer> DONE_BEFORE = Set.of(1050, 1060, 1061, 1091);

  private final List<Migration> migrations;
  private final int lockSeconds;

  /** The ledger's own. */
  LedgerSchema() {
    this(FILES.stream().map(Migration::of).toList(), LOCK_SECONDS);
  }

  LedgerSchema(List<Migration> migrations, int lockSeconds) {
    this.migrations = migrations;
    this.lockSeconds = lockSeconds;
  }

  /** What the history holds of a migration. */
  private record Noted(String checksum, boolean done) {}

  /**
   * Does what is not yet done.
   *
   * @param connection in auto-commit mode; after an error it is to be closed, which ends the lock
   * @throws LedgerUnavailableException if a migration was edited after it had been applied, or
   *     another environment does not get done with its own
   */
  void update(Connection connection) throws SQLException {
    if (pending(history(connection)).isEmpty()) {
      return;
    }
    lock(connection);
    execute(connection, CREATE_HISTORY);
    Map<Integer, Noted> history = history(connection);
    for (Migration migration : pending(history)) {
      if (history.containsKey(migration.version())) {
        again(connection, migration);
      } else {
        first(connection, migration);
      }
      done(connection, migration);
    }
    execute(connection, "DO RELEASE_LOCK('" + LOCK + "')");
  }

  private List<Migration> pending(Map<Integer, Noted> history) {
    return migrations.stream().filter(one -> !isDone(one, history.get(one.version()))).toList();
  }

  private static boolean isDone(Migration migration, Noted noted) {
    if (noted != null && !noted.checksum().equals(migration.checksum())) {
      throw new LedgerUnavailableException(
          "the migration "
              + migration.name()
              + " is not what was applied under version "
              + migration.version()
              + "; put it back as it was, and write the change as a new migration");
    }
    return noted != null && noted.done();
  }

  /** Does what nobody has begun. */
  private static void first(Connection connection, Migration migration) throws SQLException {
    begin(connection, migration);
    try {
      execute(connection, migration.sql());
    } catch (SQLException e) {
      if (isAnswer(e)) {
        forget(connection, migration, e);
      }
      throw e;
    }
  }

  /**
   * Does what an earlier start began, and perhaps did. A refusal does not tell which, so the note
   * of that start stays.
   */
  private static void again(Connection connection, Migration migration) throws SQLException {
    try {
      execute(connection, migration.sql());
    } catch (SQLException e) {
      if (!DONE_BEFORE.contains(e.getErrorCode())) {
        throw e;
      }
    }
  }

  private static void begin(Connection connection, Migration migration) throws SQLException {
    note(
        connection,
        "INSERT INTO schema_version (version, name, checksum, begun_at)"
            + " VALUES (?, ?, ?, UTC_TIMESTAMP())",
        migration.version(),
        migration.name(),
        migration.checksum());
  }

  private static void done(Connection connection, Migration migration) throws SQLException {
    note(
        connection,
        "UPDATE schema_version SET done_at = UTC_TIMESTAMP() WHERE version = ?",
        migration.version());
  }

  /**
   * Whether the server refused the statement, which did nothing then. Without an answer (class 08,
   * also where the wrapper has connected again meanwhile) nobody knows.
   */
  private static boolean isAnswer(SQLException e) {
    return e.getSQLState() != null && !e.getSQLState().startsWith("08");
  }

  /** Takes back the note of a statement that did nothing. */
  private static void forget(Connection connection, Migration migration, SQLException refusal) {
    try {
      note(connection, "DELETE FROM schema_version WHERE version = ?", migration.version());
    } catch (SQLException e) {
      refusal.addSuppressed(e);
    }
  }

  private static Map<Integer, Noted> history(Connection connection) throws SQLException {
    Map<Integer, Noted> history = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT version, checksum, done_at IS NOT NULL FROM schema_version")) {
      while (rows.next()) {
        history.put(rows.getInt(1), new Noted(rows.getString(2), rows.getBoolean(3)));
      }
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_TABLE) {
        throw e;
      }
    }
    return history;
  }

  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet got =
            statement.executeQuery("SELECT GET_LOCK('%s', %d)".formatted(LOCK, lockSeconds))) {
      if (!got.next() || got.getInt(1) != 1) {
        throw new LedgerUnavailableException(
            "another environment is still migrating the ledger's schema");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void note(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
