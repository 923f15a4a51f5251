package payments.local.route;

/**
 * The status of an endpoint check: it changes when as many answers in a row as its threshold
 * contradict it. A new check is healthy until then.
 *
 * @param healthy the status
 * @param contradicting how many answers in a row contradict it
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">How
 *     Route 53 determines whether a health check is healthy</a>
 */
public record EndpointState(boolean healthy, int contradicting) {

  /** The state of a new check. */
  public static EndpointState initial() {
    return new EndpointState(true, 0);
  }

  /**
   * The state after one more answer.
   *
   * @param passed whether the answer was good
   * @param threshold the check's failure threshold, 1 to 10
   */
  public EndpointState after(boolean passed, int threshold) {
    if (passed == healthy) {
      return new EndpointState(healthy, 0);
    }
    int now = contradicting + 1;
    return now >= threshold ? new EndpointState(passed, 0) : new EndpointState(healthy, now);
  }
}
