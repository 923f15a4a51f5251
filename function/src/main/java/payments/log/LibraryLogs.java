package payments.log;

import java.util.logging.LogManager;

/**
 * The logs of the libraries. They have messages of their own making, in which there may be a
 * password, an ARN or a host, and what a function prints is kept in CloudWatch. What matters of a
 * failed call is in {@link CallLog}'s line.
 *
 * <p>The AWS SDK logs by SLF4J, whose binding drops everything. The JDBC wrapper, the database's
 * driver and Apache's HTTP client (through Commons Logging) end at {@code java.util.logging}, which
 * prints warnings unless it is told not to.
 */
public final class LibraryLogs {
  private LibraryLogs() {}

  /** Prints nothing of them in this process from now on. */
  public static void silence() {
    LogManager.getLogManager().reset();
  }
}
