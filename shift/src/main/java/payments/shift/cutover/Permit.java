package payments.shift.cutover;

/** The right to change anything, and what others ask of who has it. */
public interface Permit {
  /**
   * To be called right before each change.
   *
   * @throws ShiftException if the right was lost
   */
  void require();

  /** Whether a person wants to go back. */
  boolean rollbackAsked();
}
