package payments.shift.cutover;

/**
 * Something that no waiting mends: a right that is not granted, a sign-in that has ended, a wrong
 * passphrase, a lease that somebody else has taken. It is told at once and not asked again; only a
 * way back goes on with what it can have.
 */
public final class BlockedException extends ShiftException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and how to mend it
   */
  public BlockedException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong and how to mend it
   * @param cause what led to it
   */
  public BlockedException(String message, Throwable cause) {
    super(message, cause);
  }
}
