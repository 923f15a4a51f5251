package payments.shift.decision;

/**
 * Whether a rate over its limit may be chance. Were the true rate the limit p, then {@code hits} or
 * more in n trials would come with a probability of at most
 *
 * <pre>exp(−n·(a·ln(a/p) + (1−a)·ln((1−a)/(1−p)))), with a = hits/n</pre>
 *
 * which, unlike an interval made from the normal distribution, holds for one request as for a
 * million. Source: W. Hoeffding, "Probability inequalities for sums of bounded random variables",
 * Journal of the American Statistical Association 58 (1963), 13-30, theorem 1.
 */
final class Chance {
  private Chance() {}

  /** The most that the probability may be; 1 for a rate within the limit. */
  static double atMost(long hits, long trials, double limit) {
    double rate = Math.min(1, (double) hits / trials);
    if (trials <= 0 || rate <= limit) {
      return 1;
    }
    return Math.exp(-trials * (part(rate, limit) + part(1 - rate, 1 - limit)));
  }

  private static double part(double share, double expected) {
    return share == 0 ? 0 : share * Math.log(share / expected);
  }
}
