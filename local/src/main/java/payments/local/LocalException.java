package payments.local;

/** A problem that the user can mend: its message is printed without a stack trace. */
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do about it
   */
  public LocalException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong and what to do about it
   * @param cause what led to it
   */
  public LocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
