package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.route.HealthBoard;
import payments.local.route.HealthCheck;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class PublisherTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Api BLUE = new Api("us-east-1", "payments-blue-api", "blue", List.of());
  private static final Api GREEN = new Api("us-west-2", "payments-green-api", "green", List.of());

  private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private final Meter meter = new Meter(clock);
  private final HealthBoard board = new HealthBoard();
  private final List<String> taken = new ArrayList<>();
  private boolean busy;
  private final Publisher publisher = new Publisher(this::take, meter, board, clock);

  @Test
  void publish_shouldSendEachApisFiguresToItsRegion() {
    meter.add(BLUE, "GET", "/", 200, 1);
    meter.add(GREEN, "GET", "/", 200, 1);

    publisher.publish(NOON.plusSeconds(1));

    assertThat(taken)
        .filteredOn(line -> line.contains(" Count "))
        .containsExactlyInAnyOrder(
            "us-east-1 AWS/ApiGateway Count payments-blue-api null",
            "us-west-2 AWS/ApiGateway Count payments-green-api null");
  }

  @Test
  void publish_shouldSendTheStatusOfEveryCheckToUsEast1() {
    HealthCheck.Endpoint endpoint = new HealthCheck.Endpoint("h", "/", 30, 1, "");
    board.define(
        Map.of(
            "up", new HealthCheck("up", endpoint, false, false),
            "down", new HealthCheck("down", endpoint, false, false)));
    board.answered("down", false);

    publisher.publish(NOON);

    assertThat(taken)
        .containsExactlyInAnyOrder(
            "us-east-1 AWS/Route53 HealthCheckStatus up 1.0",
            "us-east-1 AWS/Route53 HealthCheckStatus down 0.0");
  }

  @Test
  void publish_shouldSendAgainWhatWasNotTaken() {
    meter.add(BLUE, "GET", "/", 200, 1);
    busy = true;
    publisher.publish(NOON.plusSeconds(1));
    assertThat(taken).isEmpty();

    busy = false;
    publisher.publish(NOON.plusSeconds(2));
    publisher.publish(NOON.plusSeconds(3));

    assertThat(taken).filteredOn(line -> line.contains(" Count ")).hasSize(1);
  }

  @Test
  void publish_shouldForgetTheOldest_whenNobodyTakesThem() {
    HealthCheck.Endpoint endpoint = new HealthCheck.Endpoint("h", "/", 30, 1, "");
    board.define(Map.of("check", new HealthCheck("check", endpoint, false, false)));
    busy = true;
    publisher.publish(NOON);
    board.answered("check", false);
    for (int second = 1; second <= Publisher.PENDING; second++) {
      publisher.publish(NOON.plusSeconds(second));
    }

    busy = false;
    board.define(Map.of());
    publisher.publish(NOON);

    assertThat(taken).hasSize(Publisher.PENDING).allMatch(line -> line.endsWith(" 0.0"));
  }

  @Test
  void close_shouldPublishTheSecondThatIsNotOver() {
    meter.add(BLUE, "GET", "/", 200, 1);

    publisher.close();

    assertThat(taken).isNotEmpty();
  }

  private synchronized void take(String region, String namespace, List<MetricDatum> data) {
    if (busy) {
      throw SdkClientException.create("busy");
    }
    for (MetricDatum datum : data) {
      taken.add(
          "%s %s %s %s %s"
              .formatted(
                  region,
                  namespace,
                  datum.metricName(),
                  datum.dimensions().get(0).value(),
                  datum.value()));
    }
  }
}
