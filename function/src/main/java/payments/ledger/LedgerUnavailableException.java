package payments.ledger;

import java.sql.SQLException;

/** The database can not be reached, or does not work; the stream tries again. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keeps the state and the error number; the driver's message may name hosts and users. */
  public LedgerUnavailableException(SQLException cause) {
    super("SQL state " + cause.getSQLState() + ", error " + cause.getErrorCode(), cause);
  }

  LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  LedgerUnavailableException(String message) {
    super(message);
  }
}
