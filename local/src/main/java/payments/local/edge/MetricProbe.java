package payments.local.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import payments.local.emulator.AwsClients;
import payments.local.route.AlarmData;
import payments.local.route.HealthCheck;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Reads the data behind a CLOUDWATCH_METRIC check's alarm. Its periods are real time, not scaled,
 * and end with a minute, as the alarm's own do.
 */
final class MetricProbe {
  private static final int MINUTE = 60;

  /** How late data may be: that of the second just over is on its way. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private final AwsClients aws;

  MetricProbe(AwsClients aws) {
    this.aws = aws;
  }

  /** What the data of the last periods that were over by {@code now} says. */
  AlarmData.Verdict judge(HealthCheck.Metric metric, Instant now) {
    CloudWatchClient cloudWatch =
        aws.get(CloudWatchClient.class, CloudWatchClient::builder, metric.region());
    List<MetricAlarm> alarms =
        cloudWatch.describeAlarms(request -> request.alarmNames(metric.alarm())).metricAlarms();
    if (alarms.isEmpty() || !readable(alarms.get(0))) {
      return AlarmData.Verdict.INSUFFICIENT;
    }
    MetricAlarm alarm = alarms.get(0);
    int period = alarm.period();
    long ended = now.minus(LATE).getEpochSecond();
    Instant end = Instant.ofEpochSecond(Math.floorDiv(ended, MINUTE) * (long) MINUTE);
    Instant start = end.minusSeconds((long) period * alarm.evaluationPeriods());
    List<Datapoint> points =
        cloudWatch
            .getMetricStatistics(
                request ->
                    request
                        .namespace(alarm.namespace())
                        .metricName(alarm.metricName())
                        .dimensions(alarm.dimensions())
                        .period(period)
                        .startTime(start)
                        .endTime(end)
                        .statistics(alarm.statistic()))
            .datapoints();
    BiFunction<Instant, Instant, OptionalDouble> value =
        (from, to) ->
            points.stream()
                .filter(
                    point -> !point.timestamp().isBefore(from) && point.timestamp().isBefore(to))
                .mapToDouble(point -> value(point, alarm.statistic()))
                .findFirst();
    List<OptionalDouble> data = new ArrayList<>();
    for (Instant from = start; from.isBefore(end); from = from.plusSeconds(period)) {
      data.add(value.apply(from, from.plusSeconds(period)));
    }
    return new AlarmData(comparison(alarm), alarm.threshold(), alarm.evaluationPeriods())
        .judge(data);
  }

  /** Route 53 reads no expressions, no percentiles and nothing of high resolution. */
  private static boolean readable(MetricAlarm alarm) {
    return alarm.metricName() != null && alarm.statistic() != null && alarm.period() >= MINUTE;
  }

  private static double value(Datapoint point, Statistic statistic) {
    return switch (statistic) {
      case AVERAGE -> point.average();
      case MAXIMUM -> point.maximum();
      case MINIMUM -> point.minimum();
      case SAMPLE_COUNT -> point.sampleCount();
      default -> point.sum();
    };
  }

  private static AlarmData.Comparison comparison(MetricAlarm alarm) {
    return switch (alarm.comparisonOperator()) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> AlarmData.Comparison.GREATER_OR_EQUAL;
      case LESS_THAN_THRESHOLD -> AlarmData.Comparison.LESS;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> AlarmData.Comparison.LESS_OR_EQUAL;
      default -> AlarmData.Comparison.GREATER;
    };
  }
}
