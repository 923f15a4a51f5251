package payments.shift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import payments.shift.values.Problems;

/**
 * How CloudWatch cuts time.
 *
 * @param length one period; on AWS, API Gateway and Lambda publish <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">one
 *     figure a minute</a>
 * @param delay how far behind complete figures are
 */
public record Periods(Duration length, Duration delay) {
  /** A minute, complete after two. */
  public static final Periods DEFAULT = new Periods(Duration.ofMinutes(1), Duration.ofMinutes(2));

  /**
   * Periods under a minute that <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html">CloudWatch
   * has</a>.
   */
  private static final List<Long> SHORT = List.of(1L, 5L, 10L, 20L, 30L);

  private static final long MINUTE = 60;
  private static final long DAY = 86_400;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if CloudWatch has no such period, or the delay is negative
   */
  public Periods {
    long seconds = length.toSeconds();
    boolean whole = Duration.ofSeconds(seconds).equals(length);
    boolean minutes = seconds >= MINUTE && seconds <= DAY && seconds % MINUTE == 0;
    var problems = new Problems();
    problems.unless(
        whole && (minutes || SHORT.contains(seconds)),
        "metricPeriod",
        length,
        "1, 5, 10, 20 or 30 seconds, or whole minutes up to a day");
    problems.unless(!delay.isNegative(), "metricDelay", delay, "zero or more");
    problems.throwIfAny();
  }

  /** Up to when figures are complete: the end of a period. */
  public Instant completeUntil(Instant now) {
    return floor(now.minus(delay));
  }

  /** The last end of a period that is not after that moment. */
  public Instant floor(Instant moment) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
  }

  /** The first begin of a period that is not before that moment. */
  public Instant ceiling(Instant moment) {
    Instant floor = floor(moment);
    return floor.equals(moment) ? moment : floor.plus(length);
  }

  /**
   * The shortest time of whole periods that is at least as long: a look at less than a period would
   * see nothing.
   */
  public Duration roundUp(Duration interval) {
    long seconds = length.toSeconds();
    long asked = interval.toSeconds() + (interval.toNanosPart() > 0 ? 1 : 0);
    return Duration.ofSeconds(Math.max(1, (asked + seconds - 1) / seconds) * seconds);
  }

  /** The shortest period of CloudWatch's that a window fits in; a day at most. */
  static Duration covering(Duration window) {
    long seconds = window.toSeconds();
    long period =
        SHORT.stream()
            .filter(it -> it >= seconds)
            .findFirst()
            .orElse(Math.min(DAY, (seconds + MINUTE - 1) / MINUTE * MINUTE));
    return Duration.ofSeconds(period);
  }
}
