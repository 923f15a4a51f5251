package payments.shift.cutover;

/** The right to change anything, and what others ask of who has it. */
public interface Permit {
  /**
   * To be called right before each change.
   *
   * @throws BlockedException if somebody else has it now
   * @throws ShiftException if it ran out and may yet be renewed
   */
  void require();

  /** Whether who had it before never gave it back: a tool that died. */
  boolean afterDeath();

  /** Whether a person wants to go back. */
  boolean rollbackAsked();
}
