package payments.monitoring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.LogMetricFilter;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.core.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Program;
import payments.testing.Samples;

final class MonitoringTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:payments-dev-alerts";
  private static Deployed deployed;

  @BeforeAll
  static void deployOnce() {
    deployed = deploy();
  }

  @Test
  void monitoring_shouldMakeExactlyThese() {
    Expect.resources(
        deployed,
        "payments:monitoring:Monitoring monitoring",
        "aws:sns/topic:Topic monitoring-alerts",
        "aws:sns/topicPolicy:TopicPolicy monitoring-alerts-policy",
        "aws:sns/topicSubscription:TopicSubscription monitoring-alerts-mail",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter monitoring-throttled-calls",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payments-unavailable",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payments-failed",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payments-taken-over",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payments-mismatched",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-rds-high-cpu",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payment-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payment-throttles",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-lag",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-failures",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-api-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-api-throttles",
        "aws:cloudwatch/dashboard:Dashboard monitoring-dashboard");
  }

  @Test
  void topic_shouldBeEncrypted() {
    Expect.inputs(
        deployed.only(Topic.class),
        """
        {"name": "payments-dev-alerts", "kmsMasterKeyId": "color-key"}
        """);
  }

  @Test
  void topic_shouldTakeOnlyThisAccountsAlarms() {
    var policy = deployed.only(TopicPolicy.class);

    assertThat(policy.input("arn")).isEqualTo(TOPIC);
    Expect.document(
        policy,
        "policy",
        """
        {"Version": "2012-10-17",
         "Statement": [
           {"Sid": "Alarms", "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": "sns:Publish", "Resource": "%1$s",
            "Condition": {
              "StringEquals": {"aws:SourceAccount": "123456789012"},
              "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*"}}},
           {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*",
            "Action": "sns:Publish", "Resource": "%1$s",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
        """
            .formatted(TOPIC));
  }

  @Test
  void alerts_shouldBeMailed() {
    Expect.inputs(
        deployed.only(TopicSubscription.class),
        """
        {"topic": "%s", "protocol": "email", "endpoint": "ops@example.com"}
        """
            .formatted(TOPIC));
  }

  @ParameterizedTest
  @CsvSource({
    "payments-unavailable, Payments, calls, call=payment environment=dev outcome=unavailable, Sum, 10, 1",
    "payments-failed, Payments, calls, call=payment environment=dev outcome=failed, Sum, 0, 1",
    "payments-taken-over, Payments, calls, call=payment environment=dev outcome=takenOver, Sum, 10, 1",
    "payments-mismatched, Payments, calls, call=payment environment=dev outcome=mismatch, Sum, 10, 1",
    "rds-high-cpu, AWS/RDS, CPUUtilization, DBClusterIdentifier=cluster, Average, 80, 2",
    "payment-errors, AWS/Lambda, Errors, FunctionName=payment, Sum, 10, 1",
    "payment-throttles, AWS/Lambda, Throttles, FunctionName=payment, Sum, 0, 1",
    "ledger-errors, AWS/Lambda, Errors, FunctionName=ledger, Sum, 10, 1",
    "ledger-lag, AWS/Lambda, IteratorAge, FunctionName=ledger, Maximum, 300000, 1",
    "ledger-failures, AWS/SQS, ApproximateNumberOfMessagesVisible, QueueName=failures, Maximum, 0, 1",
    "api-errors, AWS/ApiGateway, 5XXError, ApiName=api Stage=dev, Sum, 10, 1",
    "api-throttles, Payments, throttled, environment=dev, Sum, 10, 1"
  })
  void alarms_shouldWatchWhatMatters_andTellWhenItIsOver(
      String name,
      String namespace,
      String metric,
      String dimensions,
      String statistic,
      int threshold,
      int periods) {
    Expect.inputsBut(
        deployed.named(MetricAlarm.class, "monitoring-" + name),
        List.of("alarmDescription"),
        """
        {"name": "payments-dev-%s", "namespace": "%s", "metricName": "%s",
         "dimensions": {"%s"}, "statistic": "%s", "period": 300, "evaluationPeriods": %d,
         "comparisonOperator": "GreaterThanThreshold", "threshold": %d,
         "treatMissingData": "notBreaching",
         "alarmActions": ["%s"], "okActions": ["%8$s"]}
        """
            .formatted(
                name,
                namespace,
                metric,
                dimensions.replace(" ", "\", \"").replace("=", "\": \""),
                statistic,
                periods,
                threshold,
                TOPIC));
  }

  @Test
  void alarms_shouldEachHaveALineInTheOperationsPage() throws IOException {
    var page = Files.readString(Path.of("docs", "operations.md"));

    assertThat(deployed.all(MetricAlarm.class))
        .allSatisfy(
            alarm ->
                assertThat(page)
                    .contains("\n| `" + alarm.name().substring("monitoring-".length()) + "` |"));
  }

  /** Route 53 can follow only plain metric alarms of standard resolution without percentiles. */
  @Test
  void alarms_shouldBeFitForAHealthCheck() {
    for (var alarm : deployed.all(MetricAlarm.class)) {
      assertThat(alarm.inputs()).doesNotContainKeys("metricQueries", "extendedStatistic");
      assertThat((double) alarm.input("period") % 60).isZero();
    }
  }

  @Test
  void throttledCalls_shouldBeCountedInTheAccessLog() {
    Expect.inputs(
        deployed.only(LogMetricFilter.class),
        """
        {"name": "payments-dev-throttled-calls", "logGroupName": "access-log",
         "pattern": "{ $.status = \\"429\\" }",
         "metricTransformation": {
           "namespace": "Payments", "name": "throttled", "value": "1", "unit": "Count",
           "dimensions": {"environment": "$.environment"}}}
        """);
  }

  /** The function's {@code LoggedMetricsTest} holds its log to the same list. */
  @Test
  void alarmsAndCharts_shouldUseExactlyTheMetricsThatTheFunctionsWrite() throws IOException {
    var used = new TreeSet<String>();
    for (var alarm : deployed.all(MetricAlarm.class)) {
      used.add(
          metric(
              alarm.input("namespace"),
              alarm.input("metricName"),
              (Map<?, ?>) alarm.input("dimensions")));
    }
    charts().forEach(chart -> lines(chart).forEach(line -> used.add(metric(line))));

    assertThat(used.stream().filter(it -> it.contains(" call=")))
        .containsExactlyElementsOf(
            Files.readAllLines(Path.of("function", "src", "test", "resources", "metrics.txt")));
  }

  @Test
  void dashboard_shouldShowOneChartPerQuestion() {
    assertThat(deployed.only(Dashboard.class).input("dashboardName"))
        .isEqualTo("payments-dev-dashboard-us-east-1");
    assertThat(charts().map(it -> it.get("title").getAsString()))
        .containsExactly(
            "Payments by outcome",
            "Replays, conflicts, take-overs",
            "Payment duration (ms)",
            "Requests",
            "API errors",
            "API latency (ms)",
            "Payment function",
            "Payment function duration (ms)",
            "Aurora CPU (%)",
            "Ledger lag (ms)",
            "Ledger entries",
            "Ledger failures");
  }

  @Test
  void dashboard_shouldLayOutChartsThreeToARow() {
    var places = new ArrayList<String>();
    for (var widget : widgets()) {
      assertThat(widget.get("type").getAsString()).isEqualTo("metric");
      assertThat(widget.get("width").getAsInt()).isEqualTo(8);
      assertThat(widget.get("height").getAsInt()).isEqualTo(6);
      places.add(widget.get("x").getAsInt() + "," + widget.get("y").getAsInt());
    }
    assertThat(places)
        .containsExactly(
            "0,0", "8,0", "16,0", "0,6", "8,6", "16,6", "0,12", "8,12", "16,12", "0,18", "8,18",
            "16,18");
  }

  @Test
  void dashboard_shouldStackPaymentsByOutcome() {
    var chart = chart("Payments by outcome");

    assertThat(chart.get("stacked").getAsBoolean()).isTrue();
    assertThat(lines(chart).map(it -> it.get(it.size() - 1).getAsJsonObject().toString()))
        .containsExactly(
            "{\"label\":\"completed\",\"stat\":\"Sum\"}",
            "{\"label\":\"replayed\",\"stat\":\"Sum\"}",
            "{\"label\":\"takenOver\",\"stat\":\"Sum\"}",
            "{\"label\":\"inProgress\",\"stat\":\"Sum\"}",
            "{\"label\":\"mismatch\",\"stat\":\"Sum\"}",
            "{\"label\":\"refused\",\"stat\":\"Sum\"}",
            "{\"label\":\"unavailable\",\"stat\":\"Sum\"}",
            "{\"label\":\"failed\",\"stat\":\"Sum\"}");
  }

  @Test
  void charts_shouldBeAsCloudWatchTakesThem() {
    assertThat(chart("API errors"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"title": "API errors", "region": "us-east-1", "view": "timeSeries",
                 "stacked": false, "period": 60, "metrics": [
                   ["AWS/ApiGateway", "4XXError", "ApiName", "api", "Stage", "dev",
                    {"label": "4xx", "stat": "Sum"}],
                   ["Payments", "throttled", "environment", "dev",
                    {"label": "of these 429", "stat": "Sum"}],
                   ["AWS/ApiGateway", "5XXError", "ApiName", "api", "Stage", "dev",
                    {"label": "5xx", "stat": "Sum"}]]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Replays, conflicts, take-overs | Sum | Payments calls call=payment environment=dev outcome=replayed",
        "Replays, conflicts, take-overs | Sum | Payments calls call=payment environment=dev outcome=inProgress",
        "Replays, conflicts, take-overs | Sum | Payments calls call=payment environment=dev outcome=mismatch",
        "Replays, conflicts, take-overs | Sum | Payments calls call=payment environment=dev outcome=takenOver",
        "Payment duration (ms) | p50 | Payments durationMs call=payment environment=dev",
        "Payment duration (ms) | p99 | Payments durationMs call=payment environment=dev",
        "Requests | Sum | AWS/ApiGateway Count ApiName=api Stage=dev",
        "API latency (ms) | p99 | AWS/ApiGateway Latency ApiName=api Stage=dev",
        "Payment function | Sum | AWS/Lambda Invocations FunctionName=payment",
        "Payment function | Sum | AWS/Lambda Errors FunctionName=payment",
        "Payment function | Sum | AWS/Lambda Throttles FunctionName=payment",
        "Payment function duration (ms) | p99 | AWS/Lambda Duration FunctionName=payment",
        "Payment function duration (ms) | Maximum | AWS/Lambda Duration FunctionName=payment",
        "Aurora CPU (%) | Average | AWS/RDS CPUUtilization DBClusterIdentifier=cluster",
        "Ledger lag (ms) | Maximum | AWS/Lambda IteratorAge FunctionName=ledger",
        "Ledger lag (ms) | Maximum | Payments ledgerLagMs call=ledger environment=dev",
        "Ledger entries | Sum | Payments ledgerEntries call=ledger environment=dev",
        "Ledger entries | Sum | Payments ledgerRejected call=ledger environment=dev",
        "Ledger failures | Sum | AWS/Lambda Errors FunctionName=ledger",
        "Ledger failures | Maximum | AWS/SQS ApproximateNumberOfMessagesVisible QueueName=failures"
      })
  void charts_shouldAnswerTheirQuestions(String title, String statistic, String metric) {
    assertThat(lines(chart(title)))
        .anySatisfy(
            line -> {
              assertThat(metric(line)).isEqualTo(metric);
              assertThat(line.get(line.size() - 1).getAsJsonObject().get("stat").getAsString())
                  .isEqualTo(statistic);
            });
  }

  /** The namespace, the name and the dimensions of a chart's line. */
  private static String metric(JsonArray line) {
    var dimensions = new TreeMap<String, String>();
    for (int i = 2; i < line.size() - 1; i += 2) {
      dimensions.put(line.get(i).getAsString(), line.get(i + 1).getAsString());
    }
    return metric(line.get(0).getAsString(), line.get(1).getAsString(), dimensions);
  }

  private static String metric(Object namespace, Object name, Map<?, ?> dimensions) {
    return namespace
        + " "
        + name
        + dimensions.entrySet().stream().map(it -> " " + it).sorted().collect(joining());
  }

  private static Stream<JsonArray> lines(JsonObject chart) {
    return chart.getAsJsonArray("metrics").asList().stream().map(JsonElement::getAsJsonArray);
  }

  private static JsonObject chart(String title) {
    return charts()
        .filter(it -> it.get("title").getAsString().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonObject> charts() {
    return widgets().stream().map(it -> it.getAsJsonObject("properties"));
  }

  private static List<JsonObject> widgets() {
    var widgets = new ArrayList<JsonObject>();
    deployed
        .only(Dashboard.class)
        .json("dashboardBody")
        .getAsJsonObject()
        .getAsJsonArray("widgets")
        .forEach(it -> widgets.add(it.getAsJsonObject()));
    return widgets;
  }

  private static Deployed deploy() {
    return Program.in(Samples.REGION)
        .deploy(
            context ->
                Map.of(
                    "topicArn",
                    new Monitoring(
                            "monitoring",
                            new MonitoringArgs(
                                Samples.labels(),
                                Samples.scope(),
                                Output.of("color-key"),
                                "ops@example.com",
                                new MonitoringArgs.Watched(
                                    Output.of("cluster"),
                                    Output.of("payment"),
                                    Output.of("ledger"),
                                    Output.of("failures"),
                                    Output.of("api"),
                                    Output.of("dev"),
                                    Output.of("access-log"))))
                        .topicArn));
  }
}
