package payments.shift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.shift.cutover.Health;
import payments.shift.cutover.ShiftException;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;

/**
 * What Route 53 thinks of a health check, by its metric {@code HealthCheckStatus}, which there is
 * of <a
 * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html">every
 * kind of check</a>. A check that is too new for a metric is asked for what its checkers saw, which
 * only a check of an endpoint can tell.
 */
final class HealthStatus {
  /**
   * A check is healthy if <a
   * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">more
   * than this share</a> of its checkers say so.
   */
  private static final double HEALTHY_SHARE = 0.18;

  /** A metric may be that many periods older than complete figures are. */
  private static final int PERIODS = 3;

  /** Where periods are seconds, a status that comes a little late is still one. */
  private static final Duration LEAST_BACK = Duration.ofMinutes(1);

  private static final String STATUS = "status";

  private final AwsClients aws;
  private final Periods periods;

  HealthStatus(AwsClients aws, Periods periods) {
    this.aws = aws;
    this.periods = periods;
  }

  /**
   * What Route 53 thinks.
   *
   * @throws ShiftException if the metric cannot be read
   */
  Health of(String healthCheck, Instant now) {
    Duration usual = periods.delay().plus(periods.length().multipliedBy(PERIODS));
    Duration back = usual.compareTo(LEAST_BACK) < 0 ? LEAST_BACK : usual;
    MetricData data =
        MetricData.of(
            aws.cloudWatch(AwsClients.ROUTE53_METRICS_REGION),
            "the health check " + healthCheck,
            List.of(
                ColorQueries.query(
                    STATUS,
                    "AWS/Route53",
                    "HealthCheckStatus",
                    Map.of("HealthCheckId", healthCheck),
                    "Minimum",
                    periods.length())),
            periods.floor(now.minus(back)),
            periods.ceiling(now));
    return byMetric(data.values(STATUS)).orElseGet(() -> byCheckers(healthCheck));
  }

  /** The newest status; the older ones are of the past. */
  static Optional<Health> byMetric(List<Double> statuses) {
    if (statuses.isEmpty()) {
      return Optional.empty();
    }
    boolean healthy = statuses.get(statuses.size() - 1) >= 1;
    return Optional.of(
        new Health(healthy, healthy ? "its health check passes" : "its health check fails"));
  }

  /** What the checkers' own observations come to. */
  static Health byCheckers(List<HealthCheckObservation> observations) {
    if (observations.isEmpty()) {
      return new Health(false, "its health check has neither metric nor observations yet");
    }
    long well =
        observations.stream()
            .filter(it -> it.statusReport() != null && it.statusReport().status() != null)
            .filter(it -> it.statusReport().status().startsWith("Success"))
            .count();
    return new Health(
        (double) well / observations.size() > HEALTHY_SHARE,
        "%d of %d checkers say that it is healthy".formatted(well, observations.size()));
  }

  private Health byCheckers(String healthCheck) {
    try {
      return byCheckers(
          new AwsCall("route53:GetHealthCheckStatus", "the health check " + healthCheck)
              .answer(
                  () ->
                      aws.route53()
                          .getHealthCheckStatus(request -> request.healthCheckId(healthCheck))
                          .healthCheckObservations()));
    } catch (ShiftException e) {
      return new Health(false, "its health check has no metric yet; " + e.getMessage());
    }
  }
}
