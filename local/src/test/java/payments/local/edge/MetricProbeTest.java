package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.emulator.AwsClients;
import payments.local.route.AlarmData;
import payments.local.route.HealthCheck;

class MetricProbeTest {
  private static final String REGION = "us-west-2";
  private static final Instant NOW = Instant.parse("2026-01-01T12:07:30Z");

  private static final String ALARM =
      """
      <DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmsResult><MetricAlarms><member>
        <AlarmName>errors</AlarmName><Namespace>AWS/ApiGateway</Namespace><MetricName>5XXError</MetricName>
        <Dimensions><member><Name>ApiName</Name><Value>payments-green-api</Value></member></Dimensions>
        %s<Period>%d</Period><EvaluationPeriods>2</EvaluationPeriods><Threshold>10.0</Threshold>
        <ComparisonOperator>GreaterThanThreshold</ComparisonOperator>
      </member></MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>""";

  private FakeAws fake;
  private AwsClients aws;

  @BeforeEach
  void setUp() throws IOException {
    fake = new FakeAws();
    aws = new AwsClients(fake.endpoint());
    alarm("<Statistic>Sum</Statistic>", 60);
    data("");
  }

  @AfterEach
  void tearDown() {
    aws.close();
    fake.close();
  }

  @Test
  void judge_shouldAskForTheAlarmsOwnMetricInItsRegion() {
    judge();

    assertThat(fake.asked("GetMetricStatistics"))
        .contains("MetricName=5XXError", "Dimensions.member.1.Value=payments-green-api")
        .contains("StartTime=2026-01-01T12:05:00Z", "EndTime=2026-01-01T12:07:00Z")
        .contains("Period=60", "Statistics.member.1=Sum");
  }

  @Test
  void judge_shouldBeAlarm_whenEveryPeriodBreaches() {
    data(point("12:05", 11) + point("12:06", 12));

    assertThat(judge()).isEqualTo(AlarmData.Verdict.ALARM);
  }

  @Test
  void judge_shouldBeOk_whenOnePeriodDoesNot() {
    data(point("12:05", 11) + point("12:06", 10));

    assertThat(judge()).isEqualTo(AlarmData.Verdict.OK);
  }

  @Test
  void judge_shouldBeInsufficient_withTooLittleData_orWithoutTheAlarm() {
    data(point("12:06", 11));
    assertThat(judge()).isEqualTo(AlarmData.Verdict.INSUFFICIENT);

    fake.when(REGION, "DescribeAlarms", "<DescribeAlarmsResponse/>");
    assertThat(judge()).isEqualTo(AlarmData.Verdict.INSUFFICIENT);
  }

  @Test
  void judge_shouldBeInsufficient_whenRoute53ReadsNoSuchAlarm() {
    data(point("12:05", 11) + point("12:06", 12));

    alarm("<ExtendedStatistic>p99</ExtendedStatistic>", 60);
    assertThat(judge()).isEqualTo(AlarmData.Verdict.INSUFFICIENT);
    alarm("<Statistic>Sum</Statistic>", 10);
    assertThat(judge()).isEqualTo(AlarmData.Verdict.INSUFFICIENT);
  }

  private AlarmData.Verdict judge() {
    return new MetricProbe(aws)
        .judge(new HealthCheck.Metric("errors", REGION, HealthCheck.Insufficient.HEALTHY), NOW);
  }

  private void alarm(String statistic, int period) {
    fake.when(REGION, "DescribeAlarms", ALARM.formatted(statistic, period));
  }

  private void data(String points) {
    fake.when(
        REGION,
        "GetMetricStatistics",
        """
        <GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult>
          <Datapoints>%s</Datapoints></GetMetricStatisticsResult></GetMetricStatisticsResponse>"""
            .formatted(points));
  }

  private static String point(String time, int sum) {
    return "<member><Timestamp>2026-01-01T%s:00Z</Timestamp><Sum>%d.0</Sum></member>"
        .formatted(time, sum);
  }
}
