package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.shift.aws.FakeAws.Call;
import payments.shift.aws.FakeAws.Reply;
import payments.shift.cutover.DirectCalls;
import payments.shift.cutover.ShiftException;
import payments.shift.decision.Figures;
import payments.shift.decision.Latencies;

class CloudWatchMeasurementsTest {
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = TEN.plusSeconds(180);

  @Test
  void of_shouldAskOnceForEverything_inTheColorsRegion() {
    try (var aws = new FakeAws(call -> metrics(Map.of()))) {
      measurements(aws, Periods.DEFAULT).of("green", TEN.plusSeconds(1), LATER.plusSeconds(59));

      assertThat(aws.calls()).hasSize(1);
      Call call = aws.calls().get(0);
      assertThat(call.region()).isEqualTo("us-west-2");
      assertThat(call.body())
          .contains("Action=GetMetricData")
          .contains("StartTime=2026-01-01T10:01:00Z", "EndTime=2026-01-01T10:03:00Z");
      String pay = "ApiName=payments-green-api Method=POST Resource=/payment Stage=green";
      String state =
          "ApiName=payments-green-api Method=GET Resource=/payment/{transactionId} Stage=green";
      String payment = "FunctionName=payments-green-payment";
      String ledger = "FunctionName=payments-green-ledger";
      assertThat(queries(call.body()))
          .hasSize(11 + Latencies.BOUNDS.size())
          .startsWith(
              "payCount AWS/ApiGateway Count Sum 60 " + pay,
              "stateCount AWS/ApiGateway Count Sum 60 " + state,
              "payErrors AWS/ApiGateway 5XXError Sum 60 " + pay,
              "stateErrors AWS/ApiGateway 5XXError Sum 60 " + state,
              "payRefusals AWS/ApiGateway 4XXError Sum 60 " + pay,
              "stateRefusals AWS/ApiGateway 4XXError Sum 60 " + state,
              "payLatency AWS/ApiGateway Latency p99 120 " + pay,
              "invocations AWS/Lambda Invocations Sum 60 " + payment,
              "functionErrors AWS/Lambda Errors Sum 60 " + payment,
              "throttles AWS/Lambda Throttles Sum 60 " + payment,
              "ledgerLag AWS/Lambda IteratorAge Maximum 60 " + ledger,
              "paySlowerThan200 AWS/ApiGateway Latency TC(200:) 60 " + pay,
              "paySlowerThan300 AWS/ApiGateway Latency TC(300:) 60 " + pay);
    }
  }

  @Test
  void of_shouldAddCounts_andTakeTheLargestOfTheRest() {
    Function<Call, Reply> answers =
        call ->
            metrics(
                Map.ofEntries(
                    Map.entry("payCount", List.of(100.0, 20.0)),
                    Map.entry("stateCount", List.of(3.0)),
                    Map.entry("payErrors", List.of(1.0)),
                    Map.entry("stateErrors", List.of(0.0, 2.0)),
                    Map.entry("payLatency", List.of(120.5, 340.25)),
                    Map.entry("payRefusals", List.of(4.0, 5.0)),
                    Map.entry("stateRefusals", List.of(2.0)),
                    Map.entry("paySlowerThan300", List.of(2.0, 1.0)),
                    Map.entry("invocations", List.of(200.0, 10.0)),
                    Map.entry("functionErrors", List.of(4.0, 1.0)),
                    Map.entry("throttles", List.of(7.0)),
                    Map.entry("ledgerLag", List.of(50.0, 900.0, 20.0))));
    try (var aws = new FakeAws(answers)) {
      Figures figures = measurements(aws, Periods.DEFAULT).of("blue", TEN, LATER);

      var slower = new TreeMap<Integer, Long>();
      Latencies.BOUNDS.forEach(bound -> slower.put(bound, bound == 300 ? 3L : 0L));
      assertThat(figures)
          .isEqualTo(
              new Figures(
                  123,
                  180,
                  3,
                  11,
                  new Latencies(120, OptionalDouble.of(340.25), slower),
                  210,
                  5,
                  7,
                  OptionalDouble.of(900.0)));
    }
  }

  @Test
  void of_shouldGatherAllPages() {
    Function<Call, Reply> answers =
        call ->
            call.has("NextToken=more")
                ? result(entry("payCount", TEN.plusSeconds(60), List.of(5.0), "Complete"), "")
                : result(
                    entry("payCount", TEN, List.of(2.0), "PartialData"),
                    "<NextToken>more</NextToken>");
    try (var aws = new FakeAws(answers)) {
      assertThat(measurements(aws, Periods.DEFAULT).of("blue", TEN, LATER).requests()).isEqualTo(7);
      assertThat(aws.calls()).hasSize(2);
    }
  }

  @Test
  void of_shouldThrow_whenCloudWatchDoesNotGiveAMetricWhole() {
    try (var aws =
        new FakeAws(call -> result(entry("payErrors", TEN, List.of(1.0), "InternalError"), ""))) {
      assertThatThrownBy(() -> measurements(aws, Periods.DEFAULT).of("blue", TEN, LATER))
          .isInstanceOf(ShiftException.class)
          .hasMessageContaining("the metrics of blue")
          .hasMessageContaining("payErrors=InternalError");
    }
  }

  @Test
  void of_shouldSeeNothing_inLessThanAPeriod() {
    try (var aws = new FakeAws(call -> metrics(Map.of()))) {
      var measurements = measurements(aws, Periods.DEFAULT);

      assertThat(measurements.of("blue", TEN.plusSeconds(1), TEN.plusSeconds(119)))
          .isEqualTo(Figures.NONE);
      assertThat(measurements.of("blue", LATER, TEN)).isEqualTo(Figures.NONE);
      assertThat(aws.calls()).isEmpty();
    }
  }

  @Test
  void of_shouldThrow_whenTheWindowIsLongerThanFiguresAreKept() {
    try (var aws = new FakeAws(call -> metrics(Map.of()))) {
      assertThatThrownBy(
              () ->
                  measurements(aws, Periods.DEFAULT)
                      .of("blue", TEN, TEN.plus(Duration.ofDays(15)).plusSeconds(60)))
          .isInstanceOf(ShiftException.class)
          .hasMessageContaining("15 days");
    }
  }

  @Test
  void of_shouldAskForSeconds_whenPeriodsAre() {
    try (var aws = new FakeAws(call -> metrics(Map.of()))) {
      var seconds = new Periods(Duration.ofSeconds(1), Duration.ofSeconds(2));
      measurements(aws, seconds).of("blue", TEN, TEN.plusSeconds(7));

      assertThat(queries(aws.calls().get(0).body()))
          .anyMatch(it -> it.startsWith("payCount AWS/ApiGateway Count Sum 1 "))
          .anyMatch(it -> it.startsWith("payLatency AWS/ApiGateway Latency p99 10 "));
    }
  }

  @Test
  void of_shouldNameTheActionToAllow_whenAccessIsDenied() {
    try (var aws = new FakeAws(call -> error(403, "AccessDenied", "User x is not authorized"))) {
      assertThatThrownBy(() -> measurements(aws, Periods.DEFAULT).of("blue", TEN, LATER))
          .isInstanceOf(ShiftException.class)
          .hasMessage(
              "the metrics of blue may not be read or changed: allow cloudwatch:GetMetricData to who runs this. AWS says: User x is not authorized");
    }
  }

  @Test
  void of_shouldTryAgainThenSaySo_whenThrottled() {
    try (var aws = new FakeAws(call -> error(400, "Throttling", "Rate exceeded"))) {
      assertThatThrownBy(() -> measurements(aws, Periods.DEFAULT).of("blue", TEN, LATER))
          .isInstanceOf(ShiftException.class)
          .hasMessageContaining("AWS throttles cloudwatch:GetMetricData");
      assertThat(aws.calls()).hasSize(3);
    }
  }

  @Test
  void alarms_shouldBeThisColorsInAlarm_ofBothKindsAndAllPages() {
    String own = Colors.BLUE.topicArn();
    Function<Call, Reply> answers =
        call ->
            call.has("NextToken=more")
                ? alarms("", alarm("payments-blue-worst", own), "")
                : alarms(
                    alarm("payments-blue-api-errors", own)
                        + alarm("payments-blue-test-api-errors", own + "-of-another"),
                    "",
                    "<NextToken>more</NextToken>");
    try (var aws = new FakeAws(answers)) {
      assertThat(measurements(aws, Periods.DEFAULT).alarms("blue"))
          .containsExactly("payments-blue-api-errors", "payments-blue-worst");
      assertThat(aws.calls().get(0).body())
          .contains("AlarmNamePrefix=payments-blue-", "StateValue=ALARM")
          .contains("MetricAlarm", "CompositeAlarm");
    }
  }

  private static CloudWatchMeasurements measurements(FakeAws aws, Periods periods) {
    DirectCalls everySecond = (color, from, until) -> Duration.between(from, until).toSeconds();
    return new CloudWatchMeasurements(aws.clients(), Colors.BOTH, periods, everySecond);
  }

  /** The queries of a request: id, namespace, metric, statistic, period, dimensions. */
  private static List<String> queries(String body) {
    var found = new ArrayList<String>();
    for (int i = 1; body.contains(field(i, "Id")); i++) {
      String stat = field(i, "MetricStat");
      String line =
          String.join(
              " ",
              value(body, field(i, "Id") + "="),
              value(body, stat + ".Metric.Namespace="),
              value(body, stat + ".Metric.MetricName="),
              value(body, stat + ".Stat="),
              value(body, stat + ".Period="));
      for (int d = 1; body.contains(stat + ".Metric.Dimensions.member." + d + "."); d++) {
        String dimension = stat + ".Metric.Dimensions.member." + d;
        line += " " + value(body, dimension + ".Name=") + "=" + value(body, dimension + ".Value=");
      }
      found.add(line);
    }
    return found;
  }

  private static String field(int query, String name) {
    return "MetricDataQueries.member." + query + "." + name;
  }

  private static String value(String body, String prefix) {
    var matcher = Pattern.compile(Pattern.quote(prefix) + "([^&]*)").matcher(body);
    assertThat(matcher.find()).as(prefix).isTrue();
    return matcher.group(1);
  }

  private static Reply metrics(Map<String, List<Double>> values) {
    var entries = new StringBuilder();
    values.forEach((id, list) -> entries.append(entry(id, TEN, list, "Complete")));
    return result(entries.toString(), "");
  }

  private static String entry(String id, Instant from, List<Double> values, String status) {
    var times = new StringBuilder();
    var numbers = new StringBuilder();
    for (int i = values.size() - 1; i >= 0; i--) {
      times.append("<member>").append(from.plusSeconds(60L * i)).append("</member>");
      numbers.append("<member>").append(values.get(i)).append("</member>");
    }
    return """
        <member><Id>%s</Id><Label>x</Label><StatusCode>%s</StatusCode>
        <Timestamps>%s</Timestamps><Values>%s</Values></member>"""
        .formatted(id, status, times, numbers);
  }

  private static Reply result(String entries, String more) {
    return Reply.ok(
        """
        <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
        <GetMetricDataResult><MetricDataResults>%s</MetricDataResults>%s</GetMetricDataResult>
        </GetMetricDataResponse>"""
            .formatted(entries, more));
  }

  private static String alarm(String name, String topic) {
    return "<member><AlarmName>%s</AlarmName><AlarmActions><member>%s</member></AlarmActions></member>"
        .formatted(name, topic);
  }

  private static Reply alarms(String metric, String composite, String more) {
    return Reply.ok(
        """
        <DescribeAlarmsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
        <DescribeAlarmsResult><MetricAlarms>%s</MetricAlarms>
        <CompositeAlarms>%s</CompositeAlarms>%s</DescribeAlarmsResult></DescribeAlarmsResponse>"""
            .formatted(metric, composite, more));
  }

  private static Reply error(int status, String code, String message) {
    return new Reply(
        status,
        """
        <ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
        <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"""
            .formatted(code, message));
  }
}
