package payments.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * The ledger in Aurora MySQL: one connection per environment, opened when it is needed, checked
 * before each batch and closed before a snapshot. The first connection makes the table; two
 * environments that do so at once do not disturb each other.
 *
 * <p>Not for several threads: Lambda gives an environment one call at a time.
 */
public final class AuroraLedger implements Ledger, Resource {
  /**
   * Ids are compared by their code points: two that differ in case are two payments. Identifiers
   * never end with a space, which this collation would ignore.
   */
  static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS payments (
        transaction_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        amount DECIMAL(19, 4) NOT NULL,
        currency CHAR(3) NOT NULL,
        user_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        color VARCHAR(16) NOT NULL,
        region VARCHAR(32) NOT NULL,
        created_at DATETIME NOT NULL COMMENT 'UTC',
        completed_at DATETIME NOT NULL COMMENT 'UTC',
        PRIMARY KEY (transaction_id)
      ) ENGINE = InnoDB""";

  private static final String INSERT =
      """
      INSERT INTO payments
        (transaction_id, amount, currency, user_id, color, region, created_at, completed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE transaction_id =
        IF(amount = VALUES(amount) AND currency = VALUES(currency) AND user_id = VALUES(user_id),
           transaction_id, NULL)""";

  /** What NULL for a NOT NULL column gives in strict mode: the row there is another payment. */
  private static final int BAD_NULL_ERROR = 1048;

  private static final int VALIDATION_SECONDS = 2;

  private final Connections connections;
  private Connection connection;
  private boolean tableMade;

  /** A ledger over such connections. */
  public AuroraLedger(AuroraConnections connections) {
    this((Connections) connections);
    Core.getGlobalContext().register(this);
  }

  AuroraLedger(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Map<Integer, String> write(List<LedgerEntry> entries) {
    try {
      return write(connection(), entries);
    } catch (SQLException e) {
      close();
      throw new LedgerUnavailableException(e);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    close();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // The next batch opens a connection.
  }

  private Connection connection() throws SQLException {
    if (connection != null && !connection.isValid(VALIDATION_SECONDS)) {
      close();
    }
    if (connection == null) {
      connection = connections.open();
    }
    if (!tableMade) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE);
      }
      tableMade = true;
    }
    return connection;
  }

  private static Map<Integer, String> write(Connection connection, List<LedgerEntry> entries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (LedgerEntry entry : entries) {
        set(insert, entry);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      return Map.of();
    } catch (SQLException e) {
      if (!isAboutTheEntry(e)) {
        throw e;
      }
      connection.rollback();
      return writeOneByOne(connection, entries);
    }
  }

  private static Map<Integer, String> writeOneByOne(
      Connection connection, List<LedgerEntry> entries) throws SQLException {
    Map<Integer, String> refused = new HashMap<>();
    connection.setAutoCommit(true);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < entries.size(); i++) {
        try {
          set(insert, entries.get(i));
          insert.executeUpdate();
        } catch (SQLException e) {
          if (!isAboutTheEntry(e)) {
            throw e;
          }
          refused.put(i, reason(e));
        }
      }
    }
    return refused;
  }

  private static void set(PreparedStatement insert, LedgerEntry entry) throws SQLException {
    insert.setString(1, entry.transactionId());
    insert.setBigDecimal(2, entry.amount());
    insert.setString(3, entry.currency());
    insert.setString(4, entry.userId());
    insert.setString(5, entry.color());
    insert.setString(6, entry.region());
    insert.setObject(7, LocalDateTime.ofInstant(entry.createdAt(), ZoneOffset.UTC));
    insert.setObject(8, LocalDateTime.ofInstant(entry.completedAt(), ZoneOffset.UTC));
  }

  /** SQL state classes 22 (data exception) and 23 (constraint): trying again would not help. */
  private static boolean isAboutTheEntry(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  private static String reason(SQLException e) {
    return e.getErrorCode() == BAD_NULL_ERROR
        ? "another payment with this id is in the ledger"
        : "the database refused it: SQL state " + e.getSQLState();
  }

  private void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is given up in any case.
    } finally {
      connection = null;
    }
  }
}
