package payments.shift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.shift.cutover.DirectCalls;
import payments.shift.cutover.Measurements;
import payments.shift.cutover.ShiftException;
import payments.shift.decision.Figures;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Measurements by CloudWatch, in each color's own Region: one request a look, whatever it asks for.
 */
public final class CloudWatchMeasurements implements Measurements {
  /**
   * How long <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention">periods
   * of a minute are kept</a>; shorter ones only three hours.
   */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(15);

  private final AwsClients aws;
  private final Map<String, ColorOutputs> colors;
  private final Periods periods;
  private final DirectCalls direct;

  /**
   * @param aws the clients
   * @param colors both colors' outputs
   * @param periods how time is cut
   * @param direct what the tool itself sends
   */
  public CloudWatchMeasurements(
      AwsClients aws, Map<String, ColorOutputs> colors, Periods periods, DirectCalls direct) {
    this.aws = aws;
    this.colors = Map.copyOf(colors);
    this.periods = periods;
    this.direct = direct;
  }

  @Override
  public Instant completeUntil(Instant now) {
    return periods.completeUntil(now);
  }

  /**
   * What a color did in the whole periods between two moments; {@link Figures#NONE} if there is
   * none. A look of less than a period sees nothing: {@link Periods#roundUp} makes it long enough.
   *
   * @throws ShiftException if CloudWatch cannot be asked, or does not keep figures for so long
   */
  @Override
  public Figures of(String color, Instant from, Instant until) {
    Instant start = periods.ceiling(from);
    Instant end = periods.floor(until);
    if (!start.isBefore(end)) {
      return Figures.NONE;
    }
    Duration window = Duration.between(start, end);
    if (window.compareTo(LONGEST_WINDOW) > 0) {
      throw new ShiftException(
          "figures of %s from %s on are asked for: CloudWatch keeps them for %d days; start the cut-over again"
              .formatted(color, from, LONGEST_WINDOW.toDays()));
    }
    ColorOutputs outputs = colors.get(color);
    MetricData data =
        MetricData.of(
            aws.cloudWatch(outputs.region()),
            "the metrics of " + color,
            ColorQueries.of(outputs, periods.length(), window),
            start,
            end);
    return ColorQueries.figures(data, direct.between(color, start, end));
  }

  @Override
  public Set<String> alarms(String color) {
    ColorOutputs outputs = colors.get(color);
    var request =
        DescribeAlarmsRequest.builder()
            .alarmNamePrefix(outputs.names())
            .stateValue(StateValue.ALARM)
            // Composite ones are left out unless they are named.
            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
            .build();
    return new AwsCall("cloudwatch:DescribeAlarms", "the alarms of " + color)
        .answer(
            () ->
                aws.cloudWatch(outputs.region()).describeAlarmsPaginator(request).stream()
                    .flatMap(
                        page ->
                            Stream.concat(
                                page.metricAlarms().stream()
                                    .filter(it -> outputs.owns(it.alarmActions()))
                                    .map(it -> it.alarmName()),
                                page.compositeAlarms().stream()
                                    .filter(it -> outputs.owns(it.alarmActions()))
                                    .map(it -> it.alarmName())))
                    .collect(Collectors.toCollection(TreeSet::new)));
  }
}
