package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.Settings;
import payments.local.emulator.AwsClients;
import payments.local.process.Pause;
import payments.local.route.HealthBoard;
import payments.local.route.HealthCheck;

class CheckerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Api API =
      new Api("us-east-1", "payments-blue-api", "blue", List.of(new Api.Method("GET", "/health")));

  private final AtomicInteger calls = new AtomicInteger();
  private final HealthBoard board = new HealthBoard();
  private final TestClock clock = new TestClock();
  private final Meter meter = new Meter(clock);
  private final AwsClients aws = new AwsClients("http://127.0.0.1:1");
  private HttpServer server;
  private Checker checker;
  private Route route;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    checker = new Checker(Settings.read(Map.of()), board, new MetricProbe(aws), meter, clock);
    route =
        route(
            new HealthCheck.Endpoint("blue.example.com", "/health", 30, 2, ""),
            Map.of("blue.example.com", "http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void tearDown() {
    checker.close();
    server.stop(0);
    aws.close();
  }

  @Test
  void run_shouldCheckAtTheScaledInterval_andTurnUnhealthyAtTheThreshold() {
    checker.run(route);
    awaitCalls(1);
    checker.run(route);
    clock.advance(Duration.ofMillis(2900));
    checker.run(route);
    Pause.of(Duration.ofMillis(200));
    assertThat(calls).hasValue(1);
    assertThat(board.healthy("check")).isTrue();

    clock.advance(Duration.ofMillis(100));
    checker.run(route);
    awaitCalls(2);
    awaitHealth(false);
  }

  @Test
  void run_shouldCountItsCallsAsTheApiDoes() {
    route =
        route(
            new HealthCheck.Endpoint("blue.example.com", "/health?from=edge", 30, 1, ""),
            route.endpoints());

    checker.run(route);
    awaitHealth(false);

    assertThat(meter.takeBefore(clock.instant().plusSeconds(1)))
        .extracting(second -> second.called().method(), Meter.Second::serverErrors)
        .containsExactlyInAnyOrder(
            tuple(Optional.empty(), 1), tuple(Optional.of(API.methods().get(0)), 1));
  }

  @Test
  void run_shouldFailACheck_whenItsNameLeadsNowhere() {
    Route nowhere =
        route(new HealthCheck.Endpoint("blue.example.com", "/health", 30, 1, ""), Map.of());

    checker.run(nowhere);

    awaitHealth(false);
    assertThat(calls).hasValue(0);
  }

  private Route route(HealthCheck.Endpoint endpoint, Map<String, String> endpoints) {
    Map<String, HealthCheck> checks =
        Map.of("check", new HealthCheck("check", endpoint, false, false));
    board.define(checks);
    Map<String, Api> apis =
        endpoints.values().stream().collect(Collectors.toMap(base -> base, base -> API));
    return new Route(List.of(), Map.of(), checks, endpoints, Map.of(), apis);
  }

  private void awaitCalls(int wanted) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (calls.get() < wanted && Instant.now().isBefore(deadline)) {
      Pause.of(Duration.ofMillis(10));
    }
    assertThat(calls).hasValue(wanted);
    // Its worker has the answer, but may not have told the board yet.
    Pause.of(Duration.ofMillis(200));
  }

  private void awaitHealth(boolean wanted) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (board.healthy("check") != wanted && Instant.now().isBefore(deadline)) {
      Pause.of(Duration.ofMillis(10));
    }
    assertThat(board.healthy("check")).isEqualTo(wanted);
  }

  private static final class TestClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
