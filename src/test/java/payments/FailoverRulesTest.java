package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.Record;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.Deployed;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

/**
 * What Route 53 asks of health checks and of alarms that they read, so that it fails over by
 * itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html">AlarmIdentifier</a>
 */
final class FailoverRulesTest {
  private static final Set<String> STATISTICS =
      Set.of("Average", "Minimum", "Maximum", "Sum", "SampleCount");

  private static final Set<String> COMPARISONS =
      Set.of(
          "GreaterThanOrEqualToThreshold",
          "GreaterThanThreshold",
          "LessThanThreshold",
          "LessThanOrEqualToThreshold");

  /** Each would make the alarm one that Route 53 does not read, or reads otherwise. */
  private static final List<String> NOT_PLAIN =
      List.of(
          "datapointsToAlarm",
          "evaluateLowSampleCountPercentiles",
          "extendedStatistic",
          "metricQueries",
          "thresholdMetricId");

  /** What Route 53 copies of the alarm, and does not look up again. */
  private static final List<String> COPIED =
      List.of(
          "namespace",
          "metricName",
          "dimensions",
          "statistic",
          "period",
          "evaluationPeriods",
          "comparisonOperator",
          "threshold");

  private static final Map<String, Deployed> DEPLOYED = new TreeMap<>();

  @BeforeAll
  static void deployBoth() {
    for (var color : List.of("blue", "green")) {
      DEPLOYED.put(
          color,
          Program.in(Samples.regionOf(color))
              .stack(color)
              .deploy(
                  context ->
                      ColorStack.build(
                          Samples.color(color),
                          Path.of("function.zip"),
                          Optional.of(SharedValues.of(Samples.sharedOutputs())))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void everyWeightedRecord_shouldHaveACheck(String color) {
    var weighted =
        DEPLOYED.get(color).all(Record.class).stream()
            .filter(it -> it.inputs().containsKey("weightedRoutingPolicies"))
            .toList();

    assertThat(weighted).isNotEmpty();
    assertThat(weighted)
        .allSatisfy(it -> assertThat(check(color, it.input("healthCheckId"))).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void everyCalculatedCheck_shouldWantAllItsChildren_noneOfWhichIsCalculated(String color) {
    var calculated = checks(color, "CALCULATED");

    assertThat(calculated).isNotEmpty();
    for (var check : calculated) {
      var children = (List<?>) check.input("childHealthchecks");
      assertThat(check.input("childHealthThreshold")).isEqualTo((double) children.size());
      assertThat(children)
          .allSatisfy(it -> assertThat(check(color, it).input("type")).isNotEqualTo("CALCULATED"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void everyAlarmThatRoute53Reads_shouldBePlain(String color) {
    assertThat(checks(color, "CLOUDWATCH_METRIC")).isNotEmpty();
    for (var check : checks(color, "CLOUDWATCH_METRIC")) {
      var alarm = alarm(color, check);

      assertThat(STATISTICS).contains((String) alarm.input("statistic"));
      assertThat(COMPARISONS).contains((String) alarm.input("comparisonOperator"));
      assertThat((double) alarm.input("period")).isGreaterThanOrEqualTo(60);
      assertThat(alarm.inputs()).doesNotContainKeys(NOT_PLAIN.toArray(String[]::new));
      assertThat(check.input("cloudwatchAlarmRegion")).isEqualTo(Samples.regionOf(color));
      assertThat(alarm.provider()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void everyCheckThatReadsAnAlarm_shouldBeUpdatedWithIt(String color) {
    for (var check : checks(color, "CLOUDWATCH_METRIC")) {
      var alarm = alarm(color, check);
      var triggers = (Map<?, ?>) check.input("triggers");

      assertThat(triggers.keySet()).map(Object::toString).hasSameElementsAs(COPIED);
      assertThat(triggers.get("threshold")).isEqualTo(alarm.input("threshold").toString());
    }
  }

  private static List<Made> checks(String color, String type) {
    return DEPLOYED.get(color).all(HealthCheck.class).stream()
        .filter(it -> it.input("type").equals(type))
        .toList();
  }

  private static Made check(String color, Object id) {
    return DEPLOYED.get(color).named(HealthCheck.class, id.toString().replaceFirst("-id$", ""));
  }

  private static Made alarm(String color, Made check) {
    return DEPLOYED.get(color).all(MetricAlarm.class).stream()
        .filter(it -> it.input("name").equals(check.input("cloudwatchAlarmName")))
        .findFirst()
        .orElseThrow();
  }
}
