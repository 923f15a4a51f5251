package payments.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-rds-high-cpu",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payment-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-payment-throttles",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-lag",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-ledger-failures",
        "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-api-errors",
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
    "rds-high-cpu, AWS/RDS, CPUUtilization, DBClusterIdentifier=cluster, Average, 80, 2",
    "payment-errors, AWS/Lambda, Errors, FunctionName=payment, Sum, 10, 1",
    "payment-throttles, AWS/Lambda, Throttles, FunctionName=payment, Sum, 0, 1",
    "ledger-errors, AWS/Lambda, Errors, FunctionName=ledger, Sum, 10, 1",
    "ledger-lag, AWS/Lambda, IteratorAge, FunctionName=ledger, Maximum, 300000, 1",
    "ledger-failures, AWS/SQS, ApproximateNumberOfMessagesVisible, QueueName=failures, Maximum, 0, 1",
    "api-errors, AWS/ApiGateway, 5XXError, ApiName=api Stage=dev, Sum, 10, 1"
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

  /** Route 53 can follow only plain metric alarms of standard resolution without percentiles. */
  @Test
  void alarms_shouldBeFitForAHealthCheck() {
    for (var alarm : deployed.all(MetricAlarm.class)) {
      assertThat(alarm.inputs()).doesNotContainKeys("metricQueries", "extendedStatistic");
      assertThat((double) alarm.input("period") % 60).isZero();
    }
  }

  @Test
  void dashboard_shouldShowOneChartPerQuestion() {
    var dashboard = deployed.only(Dashboard.class);

    assertThat(dashboard.input("dashboardName")).isEqualTo("payments-dev-dashboard-us-east-1");
    assertThat(titles())
        .containsExactly(
            "Requests",
            "API errors",
            "API latency p99 (ms)",
            "Payment function",
            "Payment duration p99 (ms)",
            "Ledger lag (ms)",
            "Ledger errors",
            "Ledger failures waiting",
            "Aurora CPU (%)");
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
        .containsExactly("0,0", "8,0", "16,0", "0,6", "8,6", "16,6", "0,12", "8,12", "16,12");
  }

  @Test
  void dashboard_shouldAskForTheMetricsOfThisColor() {
    assertThat(Expect.json(widgets().get(1).get("properties")))
        .isEqualTo(
            Expect.json(
                Map.of(
                    "title",
                    "API errors",
                    "region",
                    "us-east-1",
                    "stat",
                    "Sum",
                    "period",
                    60,
                    "metrics",
                    List.of(
                        List.of("AWS/ApiGateway", "4XXError", "ApiName", "api", "Stage", "dev"),
                        List.of("AWS/ApiGateway", "5XXError", "ApiName", "api", "Stage", "dev")))));
    assertThat(deployed.only(Dashboard.class).input("dashboardBody").toString())
        .contains(
            "[\"AWS/Lambda\",\"Invocations\",\"FunctionName\",\"payment\"]",
            "[\"AWS/Lambda\",\"IteratorAge\",\"FunctionName\",\"ledger\"]",
            "[\"AWS/SQS\",\"ApproximateNumberOfMessagesVisible\",\"QueueName\",\"failures\"]",
            "[\"AWS/RDS\",\"CPUUtilization\",\"DBClusterIdentifier\",\"cluster\"]");
  }

  private static List<String> titles() {
    return widgets().stream()
        .map(it -> it.getAsJsonObject("properties").get("title").getAsString())
        .toList();
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
                                    Output.of("dev"))))
                        .topicArn));
  }
}
