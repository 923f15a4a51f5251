package payments.shift.decision;

import payments.shift.values.Problems;

/**
 * How bad a metric of the new color may be: at most {@code absolute}, and at most {@code factor}
 * times the old color's in the same window plus {@code slack}. The slack keeps a color from being
 * called worse for one error where the other has none.
 *
 * @param absolute in the metric's unit
 * @param factor 1 or more
 * @param slack in the metric's unit
 */
public record Limit(double absolute, double factor, double slack) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is not one, negative, or the factor is below 1
   */
  public Limit {
    var problems = new Problems();
    problems.unless(absolute >= 0, "absolute", absolute, "0 or more");
    problems.unless(factor >= 1, "factor", factor, "1 or more");
    problems.unless(slack >= 0, "slack", slack, "0 or more");
    problems.throwIfAny();
  }

  /** The most that it may be where the old color's is that. */
  double besides(double old) {
    return old * factor + slack;
  }
}
