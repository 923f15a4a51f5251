package payments.edge;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.HealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the color unhealthy when, in each of three minutes, at least half of its payments were
 * answered 5xx.
 *
 * <p>The average of {@code 5XXError} is <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">the
 * rate</a>. One failed payment in a quiet minute makes it 1, so one minute says nothing; three in a
 * row, with a payment in each, are a color that fails.
 *
 * <p>A minute without payments is no data, and leaves the status as it was: healthy at first, and
 * unhealthy for a color that lost its customers by this check, until a payment there succeeds. If
 * silence were health, it would get them back as soon as they were gone, and so on.
 *
 * <p>Route 53 reads the alarm's data, not its state, and only of <a
 * href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html">plain
 * metric alarms</a>: standard resolution, no percentiles, no metric math, no M out of N.
 */
final class PaymentErrors {
  private static final int MINUTE = 60;
  private static final int MINUTES = 3;
  private static final double HALF = 0.5;

  final HealthCheck check;

  private final String name;
  private final EdgeArgs args;
  private final CustomResourceOptions child;

  PaymentErrors(
      String name,
      Edge parent,
      EdgeArgs args,
      EdgeArgs.Route route,
      ApiDefinition definition,
      ApiStage stage) {
    this.name = name;
    this.args = args;
    this.child = CustomResourceOptions.builder().parent(parent).build();
    this.check = check(alarm(route, definition, stage));
  }

  /** Its state is that of the check: no data leaves it as it was. */
  private MetricAlarm alarm(EdgeArgs.Route route, ApiDefinition definition, ApiStage stage) {
    return new MetricAlarm(
        name + "-payments-not-taken",
        MetricAlarmArgs.builder()
            .name(args.labels().name("payments-not-taken"))
            .alarmDescription(
                "Half of the payments or more were answered 5xx, three minutes in a row: Route 53"
                    + " sends customers to the other color")
            .namespace("AWS/ApiGateway")
            .metricName("5XXError")
            .dimensions(dimensions(definition, stage))
            .statistic("Average")
            .period(MINUTE)
            .evaluationPeriods(MINUTES)
            .comparisonOperator("GreaterThanOrEqualToThreshold")
            .threshold(HALF)
            .treatMissingData("ignore")
            .alarmActions(route.topicArn().applyValue(List::of))
            .okActions(route.topicArn().applyValue(List::of))
            .tags(args.labels().tags("payments-not-taken"))
            .build(),
        child);
  }

  private static Output<Map<String, String>> dimensions(ApiDefinition definition, ApiStage stage) {
    return Output.tuple(definition.api.name(), stage.stage.stageName())
        .applyValue(
            it ->
                Map.of(
                    "ApiName",
                    it.t1,
                    "Stage",
                    it.t2,
                    "Method",
                    ApiRoute.PAY.method(),
                    "Resource",
                    ApiRoute.PAY.path()));
  }

  private HealthCheck check(MetricAlarm alarm) {
    return new HealthCheck(
        name + "-payments-check",
        HealthCheckArgs.builder()
            .type("CLOUDWATCH_METRIC")
            .cloudwatchAlarmName(alarm.name())
            .cloudwatchAlarmRegion(args.scope().region())
            .insufficientDataHealthStatus("LastKnownStatus")
            .triggers(copied(alarm))
            .tags(args.labels().tags("payments-check"))
            .build(),
        child);
  }

  /**
   * What Route 53 copies of the alarm when the check is made or updated, and never looks up again:
   * a change of any of it must update the check.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_CloudWatchAlarmConfiguration.html">CloudWatchAlarmConfiguration</a>
   */
  static Output<Map<String, String>> copied(MetricAlarm alarm) {
    Map<String, Output<?>> settings =
        Map.of(
            "namespace", alarm.namespace(),
            "metricName", alarm.metricName(),
            "dimensions", alarm.dimensions(),
            "statistic", alarm.statistic(),
            "period", alarm.period(),
            "evaluationPeriods", alarm.evaluationPeriods(),
            "comparisonOperator", alarm.comparisonOperator(),
            "threshold", alarm.threshold());
    return Output.all(
            settings.entrySet().stream()
                .map(it -> it.getValue().applyValue(value -> Map.entry(it.getKey(), text(value))))
                .toList())
        .applyValue(
            entries -> entries.stream().collect(Collectors.toMap(Entry::getKey, Entry::getValue)));
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return text(optional.orElseThrow());
    }
    return value instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : value.toString();
  }
}
