package payments.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes rows of the table {@code payments} such that neither order nor repetition matters.
 *
 * <p>Two colors that take one payment in the moments before the global table has told them of each
 * other both complete it. Of two such rows the one that was completed later stays, by the
 * milliseconds of the functions' clocks. The table itself keeps what was written later by
 * DynamoDB's, and a ledger need not see the completion that lost. So both colors' ledgers end with
 * the same row unless the two clocks disagree on the order: by the difference between two Regions'
 * clocks, and the time from a function's look at its clock to the write, some milliseconds as a
 * rule and seconds where a write is tried again. The rows then differ in color, Region and times,
 * never in the payment.
 */
final class PaymentsTable {
  /**
   * A known id with another amount, currency or user makes the id NULL, which is refused. The
   * assignments are done from left to right, so the least significant column of the comparison
   * comes first: what is assigned then does not change how the next comparison ends.
   */
  private static final String INSERT =
      """
      INSERT INTO payments
        (transaction_id, amount, currency, user_id, color, region, created_at, completed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON DUPLICATE KEY UPDATE
        transaction_id =
          IF(amount = VALUES(amount) AND currency = VALUES(currency) AND user_id = VALUES(user_id),
             transaction_id, NULL),
        region = IF(%1$s, VALUES(region), region),
        color = IF(%1$s, VALUES(color), color),
        created_at = IF(%1$s, VALUES(created_at), created_at),
        completed_at = IF(%1$s, VALUES(completed_at), completed_at)"""
          .formatted(
              "(VALUES(completed_at), VALUES(created_at), VALUES(color), VALUES(region))"
                  + " > (completed_at, created_at, color, region)");

  /** What NULL for a NOT NULL column gives in strict mode: the row there is another payment. */
  private static final int BAD_NULL_ERROR = 1048;

  /** A text that the column's character set does not have, which MySQL puts in no class. */
  private static final int WRONG_VALUE_FOR_FIELD = 1366;

  private PaymentsTable() {}

  /**
   * Writes all rows in one transaction, or, if that one is refused, each in its own.
   *
   * @return the reason of every refused entry, by its place
   */
  static Map<Integer, String> write(Connection connection, SortedMap<Integer, LedgerEntry> entries)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (LedgerEntry entry : entries.values()) {
        set(insert, entry);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      return Map.of();
    } catch (SQLException e) {
      if (!isAboutTheEntry(e) && !isAboutOtherTransactions(e)) {
        throw e;
      }
      connection.rollback();
      return writeOneByOne(connection, entries);
    }
  }

  private static Map<Integer, String> writeOneByOne(
      Connection connection, SortedMap<Integer, LedgerEntry> entries) throws SQLException {
    Map<Integer, String> refused = new HashMap<>();
    connection.setAutoCommit(true);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Map.Entry<Integer, LedgerEntry> one : entries.entrySet()) {
        try {
          set(insert, one.getValue());
          insert.executeUpdate();
        } catch (SQLException e) {
          if (!isAboutTheEntry(e)) {
            throw e;
          }
          refused.put(one.getKey(), reason(e));
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
    return isOfClass("22", e) || isOfClass("23", e) || e.getErrorCode() == WRONG_VALUE_FOR_FIELD;
  }

  /** Class 40 (transaction rollback): a deadlock, which cannot be where one row is all. */
  private static boolean isAboutOtherTransactions(SQLException e) {
    return isOfClass("40", e);
  }

  private static boolean isOfClass(String stateClass, SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
  }

  private static String reason(SQLException e) {
    return e.getErrorCode() == BAD_NULL_ERROR
        ? "another payment with this id is in the ledger"
        : "the database refused it: SQL state " + e.getSQLState();
  }
}
