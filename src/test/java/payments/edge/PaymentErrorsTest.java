package payments.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.testing.Program;
import payments.testing.Samples;

final class PaymentErrorsTest {
  @Test
  void copied_shouldBeAllThatRoute53Copies() {
    assertThat(copied(it -> it))
        .isEqualTo(
            Map.of(
                "namespace", "AWS/ApiGateway",
                "metricName", "5XXError",
                "dimensions", "{ApiName=api, Stage=dev}",
                "statistic", "Average",
                "period", "60",
                "evaluationPeriods", "3",
                "comparisonOperator", "GreaterThanOrEqualToThreshold",
                "threshold", "0.5"));
  }

  /** The check is updated when its triggers change, and does not follow the alarm otherwise. */
  @ParameterizedTest
  @MethodSource("changes")
  void copied_shouldChange_whenTheAlarmDoes(
      String setting, UnaryOperator<MetricAlarmArgs.Builder> change) {
    var before = copied(it -> it);
    var after = copied(change);

    assertThat(after.get(setting)).isNotEqualTo(before.get(setting));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("namespace", it -> it.namespace("AWS/Lambda")),
        change("metricName", it -> it.metricName("4XXError")),
        change("dimensions", it -> it.dimensions(Map.of("ApiName", "api", "Stage", "prod"))),
        change("statistic", it -> it.statistic("Sum")),
        change("period", it -> it.period(120)),
        change("evaluationPeriods", it -> it.evaluationPeriods(4)),
        change("comparisonOperator", it -> it.comparisonOperator("GreaterThanThreshold")),
        change("threshold", it -> it.threshold(0.6)));
  }

  private static Arguments change(String setting, UnaryOperator<MetricAlarmArgs.Builder> change) {
    return Arguments.of(setting, change);
  }

  private static Map<?, ?> copied(UnaryOperator<MetricAlarmArgs.Builder> change) {
    var alarm =
        MetricAlarmArgs.builder()
            .namespace("AWS/ApiGateway")
            .metricName("5XXError")
            .dimensions(Map.of("Stage", "dev", "ApiName", "api"))
            .statistic("Average")
            .period(60)
            .evaluationPeriods(3)
            .comparisonOperator("GreaterThanOrEqualToThreshold")
            .threshold(0.5);
    return (Map<?, ?>)
        Program.in(Samples.REGION)
            .deploy(
                context ->
                    Map.of(
                        "copied",
                        PaymentErrors.copied(
                            new MetricAlarm("alarm", change.apply(alarm).build()))))
            .outputs()
            .get("copied");
  }
}
