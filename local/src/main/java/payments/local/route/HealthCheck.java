package payments.local.route;

import java.util.List;

/**
 * A health check as Route 53 keeps it.
 *
 * @param id its id
 * @param rule what makes it healthy
 * @param inverted whether healthy and unhealthy change places
 * @param disabled whether it has stopped checking; it is then healthy, or unhealthy if inverted
 */
public record HealthCheck(String id, Rule rule, boolean inverted, boolean disabled) {

  /** What makes a check healthy. */
  public sealed interface Rule permits Endpoint, Calculated, Metric {}

  /**
   * Calls an endpoint.
   *
   * @param host its name
   * @param path path and query
   * @param intervalSeconds 10 or 30
   * @param failureThreshold how many answers in a row change the status, in both directions
   * @param searchString text that the answer's first 5120 bytes must hold; empty for none
   */
  public record Endpoint(
      String host, String path, int intervalSeconds, int failureThreshold, String searchString)
      implements Rule {}

  /**
   * Counts other checks.
   *
   * @param children their ids
   * @param threshold how many of them must be healthy
   */
  public record Calculated(List<String> children, int threshold) implements Rule {
    /** Copies the list. */
    public Calculated {
      children = List.copyOf(children);
    }
  }

  /**
   * Reads the data of a CloudWatch alarm.
   *
   * @param alarm the alarm's name
   * @param region the alarm's Region
   * @param insufficient the status while there is too little data
   */
  public record Metric(String alarm, String region, Insufficient insufficient) implements Rule {}

  /** Status of a metric check with too little data. */
  public enum Insufficient {
    HEALTHY,
    UNHEALTHY,
    LAST_KNOWN
  }
}
