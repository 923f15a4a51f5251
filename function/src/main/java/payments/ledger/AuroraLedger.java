package payments.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * The ledger in Aurora MySQL: one connection per environment, opened when it is needed, checked
 * before each batch and closed before a snapshot. Every new connection first brings the schema up
 * to date.
 *
 * <p>Not for several threads: Lambda gives an environment one call at a time.
 */
public final class AuroraLedger implements Ledger, Resource {
  private static final int VALIDATION_SECONDS = 2;

  private final Connections connections;
  private final LedgerSchema schema = new LedgerSchema();
  private Connection connection;

  /** A ledger over such connections. */
  public AuroraLedger(AuroraConnections connections) {
    this((Connections) connections);
    Core.getGlobalContext().register(this);
  }

  AuroraLedger(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Map<Integer, String> write(SortedMap<Integer, LedgerEntry> entries) {
    boolean written = false;
    try {
      Map<Integer, String> refused = PaymentsTable.write(connection(), entries);
      written = true;
      return refused;
    } catch (SQLException e) {
      throw new LedgerUnavailableException(e);
    } finally {
      if (!written) {
        close();
      }
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
      schema.update(connection);
    }
    return connection;
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
