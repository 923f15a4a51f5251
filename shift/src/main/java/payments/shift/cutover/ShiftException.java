package payments.shift.cutover;

/** Something that a person has to mend; its message says what and how. */
public class ShiftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, with the key, the value and the fix
   */
  public ShiftException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong, with the key, the value and the fix
   * @param cause what led to it
   */
  public ShiftException(String message, Throwable cause) {
    super(message, cause);
  }
}
