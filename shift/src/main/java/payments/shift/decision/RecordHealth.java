package payments.shift.decision;

/** What Route 53 thinks of a color's record. */
public enum RecordHealth {
  /** It answers with it. */
  HEALTHY,
  /** It does not, or there is no such record. */
  UNHEALTHY,
  /**
   * Its opinion could not be had. More customers are not moved on that; nor is it a reason to move
   * any back, or to refuse to.
   */
  UNKNOWN;

  /** What is known. */
  public static RecordHealth of(boolean healthy) {
    return healthy ? HEALTHY : UNHEALTHY;
  }
}
