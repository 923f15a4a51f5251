package payments.shift.decision;

import java.util.OptionalDouble;

/**
 * The share of the customers' requests that the new color got, and what it may stand for: the
 * declared share must lie in the Wilson interval of the count, widened by {@link
 * Evidence#sharePoints}.
 *
 * @param declared the new color's weight, in percent
 * @param hits requests that came to it by weight
 * @param requests requests that came to either color by weight
 * @param low the least share that the count may stand for, 0 to 1
 * @param high the most
 */
public record Share(int declared, long hits, long requests, double low, double high) {

  /** The share at those weights, of what both colors did in a bake. */
  public static Share of(Plan plan, Weights weights, Figures from, Figures to) {
    long hits = to.byWeight();
    return plan.evidence().share(weights.to(), hits, hits + from.byWeight(), plan.pace());
  }

  /** What was counted, 0 to 1; empty if there were no requests. */
  public OptionalDouble achieved() {
    return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / requests);
  }

  /** Whether the declared share may be what was counted. */
  public boolean within() {
    double share = declared / 100.0;
    return share >= low && share <= high;
  }

  /** Whether the new color got less than it may have by chance. */
  boolean starved() {
    return declared / 100.0 > high;
  }
}
