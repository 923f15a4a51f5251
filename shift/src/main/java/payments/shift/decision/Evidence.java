package payments.shift.decision;

import payments.shift.values.Problems;

/**
 * How much must be seen before anything is concluded.
 *
 * @param minRequests at each color that has weight, in the bake's window
 * @param falseAlarm the most probability, at one look, with which a color whose true rate is at its
 *     limit is called bad
 * @param z how many standard deviations of chance the achieved share is given
 * @param sharePoints how far the achieved share may be from the declared one beyond chance, in
 *     percentage points: resolvers do not all stand for as many requests
 * @param resolvers how many resolvers ask at once for all customers. The split happens <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html">by
 *     resolution</a>, not by request: each draws a color once a TTL, and all its requests of that
 *     time go there. Behind CloudFront they are the edge locations near the customers
 */
public record Evidence(
    long minRequests, double falseAlarm, double z, double sharePoints, int resolvers) {
  /**
   * 100 requests; one false alarm in 1,000 looks at worst; 3 deviations, 99.7% of chance; 3 points;
   * 10 resolvers, which is few: too few make the band too wide, which only takes longer to conclude
   * from, while too many would send customers back for how their resolvers happened to draw.
   */
  public static final Evidence DEFAULT = new Evidence(100, 0.001, 3, 3, 10);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public Evidence {
    var problems = new Problems();
    problems.unless(minRequests >= 1, "minRequests", minRequests, "1 or more");
    problems.unless(
        falseAlarm > 0 && falseAlarm < 1, "falseAlarm", falseAlarm, "over 0 and below 1");
    problems.unless(z > 0 && z <= 6, "z", z, "over 0 and at most 6");
    problems.unless(sharePoints >= 0 && sharePoints < 50, "sharePoints", sharePoints, "0 to 50");
    problems.unless(resolvers >= 1, "resolvers", resolvers, "1 or more");
    problems.throwIfAny();
  }

  /** The share that was counted, with all that it may stand for. */
  Share share(int declaredPercent, long hits, long requests, Pace pace) {
    Wilson band = Wilson.of(hits, requests, draws(requests, pace), z);
    double wider = sharePoints / 100;
    return new Share(
        declaredPercent,
        hits,
        requests,
        Math.max(0, band.low() - wider),
        Math.min(1, band.high() + wider));
  }

  /** How often a color was drawn in a bake. */
  private double draws(long requests, Pace pace) {
    if (pace.ttl().isZero()) {
      return requests;
    }
    double draws = resolvers * Math.max(1, (double) pace.bake().toMillis() / pace.ttl().toMillis());
    return Math.min(requests, draws);
  }
}
