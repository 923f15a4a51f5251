package payments.local.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import payments.local.Settings;
import payments.local.route.AlarmData;
import payments.local.route.HealthBoard;
import payments.local.route.HealthCheck;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs the health checks when they are due and tells the board. */
final class Checker implements AutoCloseable {
  private static final int METRIC_INTERVAL_SECONDS = 30;

  private final Settings settings;
  private final HealthBoard board;
  private final EndpointProbe endpoints = new EndpointProbe();
  private final MetricProbe metrics;
  private final Meter meter;
  private final Clock clock;
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final Map<String, Instant> due = new HashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  Checker(Settings settings, HealthBoard board, MetricProbe metrics, Meter meter, Clock clock) {
    this.settings = settings;
    this.board = board;
    this.metrics = metrics;
    this.meter = meter;
    this.clock = clock;
  }

  /** Starts each check that is due and not still running. Called often, from one thread. */
  void run(Route route) {
    Instant now = clock.instant();
    due.keySet().retainAll(route.checks().keySet());
    for (HealthCheck check : route.checks().values()) {
      if (check.disabled() || now.isBefore(due.getOrDefault(check.id(), Instant.MIN))) {
        continue;
      }
      if (check.rule() instanceof HealthCheck.Endpoint endpoint) {
        due.put(check.id(), now.plus(settings.scaled(endpoint.intervalSeconds())));
        start(check.id(), () -> probe(check.id(), endpoint, route));
      } else if (check.rule() instanceof HealthCheck.Metric metric) {
        due.put(check.id(), now.plus(settings.scaled(METRIC_INTERVAL_SECONDS)));
        start(check.id(), () -> judge(check.id(), metric));
      }
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    endpoints.close();
  }

  private void start(String id, Runnable work) {
    if (running.add(id)) {
      workers.execute(
          () -> {
            try {
              work.run();
            } finally {
              running.remove(id);
            }
          });
    }
  }

  private void probe(String id, HealthCheck.Endpoint endpoint, Route route) {
    String base = route.endpoints().get(endpoint.host());
    // A name that leads nowhere fails like a name that does not resolve.
    board.answered(id, base != null && passes(base, endpoint, route.apis().get(base)));
  }

  private boolean passes(String base, HealthCheck.Endpoint endpoint, Api api) {
    long start = System.nanoTime();
    return endpoints.passes(
        base,
        endpoint,
        status -> {
          if (api != null) {
            long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
            meter.add(api, "GET", path(endpoint), status, milliseconds);
          }
        });
  }

  private static String path(HealthCheck.Endpoint endpoint) {
    return endpoint.path().split("\\?", 2)[0];
  }

  private void judge(String id, HealthCheck.Metric metric) {
    try {
      board.judged(id, metrics.judge(metric, clock.instant()));
    } catch (SdkException e) {
      board.judged(id, AlarmData.Verdict.INSUFFICIENT);
    }
  }
}
