package payments.ledger;

import java.sql.SQLException;

/** The database can not be reached, or does not work; the stream tries again. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerUnavailableException(SQLException cause) {
    super("SQL state " + cause.getSQLState() + ", error " + cause.getErrorCode(), cause);
  }
}
