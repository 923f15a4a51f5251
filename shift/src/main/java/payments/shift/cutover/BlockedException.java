package payments.shift.cutover;

/**
 * Something that no waiting mends: a right that is not granted, a sign-in that has ended, a wrong
 * passphrase.
 */
public final class BlockedException extends ShiftException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and how to mend it
   * @param cause what led to it
   */
  public BlockedException(String message, Throwable cause) {
    super(message, cause);
  }
}
