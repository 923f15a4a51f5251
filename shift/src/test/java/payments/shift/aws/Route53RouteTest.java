package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.shift.aws.FakeAws.Call;
import payments.shift.aws.FakeAws.Reply;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.Health;
import payments.shift.cutover.ShiftException;
import payments.shift.decision.Found;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.Weights;
import payments.shift.testing.TestClock;

class Route53RouteTest {
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

  private final TestClock clock = new TestClock(TEN);
  private final FakeAws aws = new FakeAws(this::answer);
  private final Route53Route route =
      new Route53Route(
          aws.clients(),
          Colors.SHARED,
          "blue",
          "green",
          Duration.ofSeconds(60),
          Periods.DEFAULT,
          clock);

  private String records = weighted("blue", 90, "check-1") + weighted("green", 10, "check-2");
  private String statuses = "";
  private boolean denied;
  private Optional<Reply> metricFailure = Optional.empty();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void weights_shouldBeReadFromTheRecordsOfTheOrigin_onAllPages() {
    records = weighted("blue", 90, "check-1") + "<!-- page -->" + weighted("green", 10, "check-2");

    assertThat(route.weights()).contains(new Found(90, 10));
    assertThat(aws.calls())
        .extracting(Call::path)
        .containsExactly(
            "/2013-04-01/hostedzone/Z1/rrset?name=origin.pay.example.com.",
            "/2013-04-01/hostedzone/Z1/rrset?name=origin.pay.example.com.&type=A&identifier=green");
  }

  @Test
  void weights_shouldNotBeOfAnotherName() {
    records =
        set("blue", 100, "check-1", "a.origin.pay.example.com.")
            + weighted("blue", 90, "check-1")
            + set("green", 100, "check-2", "x.pay.example.com.");

    assertThat(route.weights()).isEmpty();
  }

  @Test
  void inSync_shouldWaitAMinute_forWeightsThatWereFound() {
    assertThat(route.inSync()).isFalse();
    route.weights();
    clock.pass(Duration.ofSeconds(59));
    route.weights();
    assertThat(route.inSync()).isFalse();

    clock.pass(Duration.ofSeconds(1));
    assertThat(route.inSync()).isTrue();
  }

  @Test
  void inSync_shouldBeginAnew_whenTheWeightsChange() {
    route.weights();
    clock.pass(Duration.ofSeconds(60));
    records = weighted("blue", 70, "check-1") + weighted("green", 30, "check-2");
    route.weights();

    assertThat(route.inSync()).isFalse();
  }

  @Test
  void inSync_shouldBeAtOnce_whenAnUpdateThatSetThemHasEndedWell() {
    route.weights();
    records = weighted("blue", 70, "check-1") + weighted("green", 30, "check-2");
    route.applied(Weights.withTo(30));
    assertThat(route.inSync()).as("not yet seen").isFalse();

    route.weights();
    assertThat(route.inSync()).isTrue();
  }

  @Test
  void inSync_shouldNotTakeAnUpdatesWord_forWeightsThatSomebodySetAfterIt() {
    route.applied(Weights.withTo(10));
    route.weights();
    records = weighted("blue", 50, "check-1") + weighted("green", 50, "check-2");
    route.weights();
    records = weighted("blue", 90, "check-1") + weighted("green", 10, "check-2");
    route.weights();

    assertThat(route.inSync()).isFalse();
  }

  @Test
  void inSync_shouldBeFalse_whileARecordIsMissing() {
    records = weighted("blue", 100, "check-1");
    route.weights();
    clock.pass(Duration.ofHours(1));
    route.weights();

    assertThat(route.inSync()).isFalse();
  }

  @Test
  void health_shouldBeTheNewestStatus_inTheRegionThatHasIt() {
    statuses = value("2026-01-01T09:58:00Z", 1) + value("2026-01-01T09:57:00Z", 0);

    assertThat(route.health("green")).isEqualTo(new Health(true, "its health check passes"));
    Call metric = aws.calls().get(1);
    assertThat(metric.region()).isEqualTo("us-east-1");
    assertThat(metric.body())
        .contains("AWS/Route53", "HealthCheckStatus", "Stat=Minimum", "Value=check-2")
        .contains("StartTime=2026-01-01T09:55:00Z", "EndTime=2026-01-01T10:00:00Z");

    statuses = value("2026-01-01T09:58:00Z", 0) + value("2026-01-01T09:57:00Z", 1);
    assertThat(route.health("green").healthy()).isFalse();
  }

  @Test
  void health_shouldLookAMinuteBack_wherePeriodsAreSeconds() {
    var seconds = new Periods(Duration.ofSeconds(1), Duration.ofSeconds(2));
    new HealthStatus(aws.clients(), seconds).of("check-1", TEN);

    assertThat(aws.calls().get(0).body())
        .contains("StartTime=2026-01-01T09:59:00Z", "EndTime=2026-01-01T10:00:00Z");
  }

  @Test
  void health_shouldSayThatItIsNotKnown_withoutAMetric() {
    assertThat(route.health("blue"))
        .isEqualTo(Health.unknown("its health check has no metric of the last 5m"));
    assertThat(aws.calls()).extracting(Call::path).noneMatch(it -> it.contains("healthcheck"));
  }

  @Test
  void health_shouldSayThatItIsNotKnown_whenItsRegionDoesNotAnswer() {
    metricFailure = Optional.of(new Reply(503, error("ServiceUnavailable")));

    Health health = route.health("blue");

    assertThat(health.state()).isEqualTo(RecordHealth.UNKNOWN);
    assertThat(health.why()).contains("the health check check-1", "ServiceUnavailable");
  }

  @Test
  void health_shouldNameTheActionToAllow_whenAccessIsDenied() {
    metricFailure = Optional.of(new Reply(403, error("AccessDenied")));

    assertThatThrownBy(() -> route.health("blue"))
        .isInstanceOf(BlockedException.class)
        .hasMessageContaining("allow cloudwatch:GetMetricData");
  }

  @Test
  void health_shouldBeBad_withoutRecordOrCheck() {
    records = weighted("blue", 100, null);

    assertThat(route.health("blue")).isEqualTo(new Health(false, "its record has no health check"));
    assertThat(route.health("green")).isEqualTo(new Health(false, "it has no weighted record"));
  }

  @Test
  void weights_shouldNameTheActionToAllow_whenAccessIsDenied() {
    denied = true;

    assertThatThrownBy(route::weights)
        .isInstanceOf(ShiftException.class)
        .hasMessageContaining("allow route53:ListResourceRecordSets");
  }

  @Test
  void problem_shouldBeOfWhatWasSeenLast() {
    records = weighted("blue", 100, "check-1");
    route.weights();

    assertThat(route.read().problem("blue", "green"))
        .isEqualTo(Optional.of("green has no weighted A record"));
  }

  private Reply answer(Call call) {
    if (denied) {
      return new Reply(403, error("AccessDenied"));
    }
    if (call.path().contains("/rrset")) {
      return recordSets(call.path().contains("identifier=green"));
    }
    if (metricFailure.isPresent()) {
      return metricFailure.get();
    }
    String[] parts = statuses.split("\\|", -1);
    var times = new StringBuilder();
    var values = new StringBuilder();
    for (int i = 0; i + 1 < parts.length; i += 2) {
      times.append("<member>").append(parts[i]).append("</member>");
      values.append("<member>").append(parts[i + 1]).append("</member>");
    }
    return Reply.ok(
        """
        <GetMetricDataResponse><GetMetricDataResult><MetricDataResults><member><Id>status</Id>
        <StatusCode>Complete</StatusCode><Timestamps>%s</Timestamps><Values>%s</Values></member>
        </MetricDataResults></GetMetricDataResult></GetMetricDataResponse>"""
            .formatted(times, values));
  }

  private static String error(String code) {
    return "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
        .formatted(code);
  }

  private Reply recordSets(boolean second) {
    String[] pages = records.split("<!-- page -->", -1);
    String more =
        second || pages.length == 1
            ? "<IsTruncated>false</IsTruncated>"
            : """
              <IsTruncated>true</IsTruncated><NextRecordName>origin.pay.example.com.</NextRecordName>
              <NextRecordType>A</NextRecordType><NextRecordIdentifier>green</NextRecordIdentifier>""";
    return Reply.ok(
        """
        <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
        <ResourceRecordSets>%s</ResourceRecordSets>%s</ListResourceRecordSetsResponse>"""
            .formatted(pages[second ? 1 : 0], more));
  }

  private static String weighted(String color, int weight, String check) {
    return set(color, weight, check, "origin.pay.example.com.");
  }

  private static String set(String color, int weight, String check, String name) {
    return """
        <ResourceRecordSet><Name>%s</Name><Type>A</Type><SetIdentifier>%s</SetIdentifier>
        <Weight>%d</Weight>%s</ResourceRecordSet>"""
        .formatted(
            name,
            color,
            weight,
            check == null ? "" : "<HealthCheckId>" + check + "</HealthCheckId>");
  }

  private static String value(String time, int status) {
    return time + "|" + status + "|";
  }
}
