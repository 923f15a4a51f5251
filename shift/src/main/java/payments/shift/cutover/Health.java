package payments.shift.cutover;

import payments.shift.decision.RecordHealth;

/**
 * Whether a color is well.
 *
 * @param state whether it is
 * @param why how that is known, or what is wrong
 */
public record Health(RecordHealth state, String why) {
  /**
   * One that is known.
   *
   * @param healthy whether it is
   * @param why how that is known, or what is wrong
   */
  public Health(boolean healthy, String why) {
    this(RecordHealth.of(healthy), why);
  }

  /** One that could not be found out. */
  public static Health unknown(String why) {
    return new Health(RecordHealth.UNKNOWN, why);
  }

  /** Whether it is known to be well. */
  public boolean healthy() {
    return state == RecordHealth.HEALTHY;
  }
}
