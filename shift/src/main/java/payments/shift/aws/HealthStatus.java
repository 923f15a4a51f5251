package payments.shift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.Health;
import payments.shift.cutover.ShiftException;
import payments.shift.values.Durations;

/**
 * What Route 53 thinks of a health check, by its metric {@code HealthCheckStatus}, which there is
 * of <a
 * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html">every
 * kind of check</a>. There is no other way to know: {@code GetHealthCheckStatus} has what checkers
 * see of an endpoint, and the colors' checks are made of others.
 */
final class HealthStatus {
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
   * What Route 53 thinks; not known if us-east-1 does not answer. The colors' own Regions do
   * without it, and so do the figures that a bad color is told by.
   *
   * @throws BlockedException if the metric may not be read
   */
  Health of(String healthCheck, Instant now) {
    try {
      return asked(healthCheck, now);
    } catch (BlockedException e) {
      throw e;
    } catch (ShiftException e) {
      return Health.unknown(e.getMessage());
    }
  }

  private Health asked(String healthCheck, Instant now) {
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
    return newest(data.values(STATUS)).orElseGet(() -> unknown(back));
  }

  /** The newest status; the older ones are of the past. */
  private static Optional<Health> newest(List<Double> statuses) {
    if (statuses.isEmpty()) {
      return Optional.empty();
    }
    boolean healthy = statuses.get(statuses.size() - 1) >= 1;
    return Optional.of(
        new Health(healthy, healthy ? "its health check passes" : "its health check fails"));
  }

  private static Health unknown(Duration back) {
    return Health.unknown("its health check has no metric of the last " + Durations.text(back));
  }
}
