package payments.shift.decision;

/**
 * Wilson's score interval for a share of which {@code hits} in {@code trials} were counted:
 *
 * <pre>(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), with p = hits/n, n = trials</pre>
 *
 * It holds for few trials and for shares near 0 and 1, where p ± z·√(p(1−p)/n) does not. Source: E.
 * B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927), 209-212; <a
 * href="https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm">NIST handbook,
 * 7.2.4.1</a>.
 *
 * @param low the least the true share may be, 0 to 1
 * @param high the most
 */
record Wilson(double low, double high) {

  /** The interval; everything from 0 to 1 if nothing was counted. */
  static Wilson of(long hits, long trials, double z) {
    return of(hits, trials, trials, z);
  }

  /**
   * The same, of trials that came in draws, all of one draw alike; more hits than trials are all.
   */
  static Wilson of(long hits, long trials, double draws, double z) {
    if (trials <= 0) {
      return new Wilson(0, 1);
    }
    double n = draws;
    double share = Math.min(hits, trials) / (double) trials;
    double middle = share + z * z / (2 * n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double whole = 1 + z * z / n;
    return new Wilson(Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole));
  }
}
