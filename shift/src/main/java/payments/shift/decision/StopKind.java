package payments.shift.decision;

/** Why a cut-over stopped for a person. The weights stay as they are. */
public enum StopKind {
  /** A gate is closed: nothing was changed, or nothing more. */
  REFUSED,
  /** The weights found in the stack are not sane. */
  WEIGHTS_NOT_SANE,
  /** The weights are neither those set last nor those before. */
  CHANGED_BY_PERSON,
  /** A color was deployed in the middle, and was not bad while it was watched on. */
  DEPLOYED,
  /** The new color is bad, and the old one no better where it matters to customers. */
  BOTH_BAD,
  /** The new color is bad, and the plan says to hold instead of going back. */
  FROZEN,
  /** The old color is bad: there is nothing to compare with, and nothing to go back to. */
  OLD_BAD,
  /** Too few requests. */
  TOO_LITTLE_DATA,
  /**
   * Figures that are over a limit, but may be so by chance; or something could not be found out.
   */
  UNSURE,
  /** The share that arrived is not the one declared. */
  SHARE_OFF,
  /** Route 53 did not call the change {@code INSYNC} in time. */
  NOT_IN_SYNC,
  /** Updates of a step ran, and the weights are still not what they should be. */
  UPDATE_FAILED,
  /** A change would give weight to a color whose record is not healthy. */
  NO_HEALTHY_RECORD,
  /** Going back is wanted, but the old color is not kept any more. */
  KEEP_WINDOW_OVER,
  /** Not decided by the machine: the tool was told to end. */
  INTERRUPTED,
  /** Not decided by the machine: something could not be seen or done, as its reason says. */
  NOT_POSSIBLE
}
