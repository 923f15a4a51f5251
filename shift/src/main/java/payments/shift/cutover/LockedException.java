package payments.shift.cutover;

/** Somebody else's Pulumi holds a stack, and did not let go while it was waited for. */
public final class LockedException extends ShiftException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message who holds it and what to do
   */
  public LockedException(String message) {
    super(message);
  }
}
