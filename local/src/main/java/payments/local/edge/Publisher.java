package payments.local.edge;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import payments.local.emulator.AwsClients;
import payments.local.route.HealthBoard;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Publishes once a second what API Gateway and Route 53 would have: the APIs' requests of the
 * seconds that are over, each in its Region, and the status of the health checks in us-east-1. What
 * CloudWatch does not take is sent again with the next, in order; what it has not taken within ten
 * minutes is lost.
 */
final class Publisher implements AutoCloseable {
  private static final String HEALTH_NAMESPACE = "AWS/Route53";

  /** Where Route 53 publishes. */
  private static final String HEALTH_REGION = "us-east-1";

  /** As much as ten minutes of a color under load. */
  static final int PENDING = 15_000;

  /** A request of PutMetricData holds at most 1000 data and 1 MB. */
  private static final int AT_ONCE = 250;

  private static final int LAST_SECONDS = 5;

  private final Sink sink;
  private final Meter meter;
  private final HealthBoard board;
  private final Clock clock;
  private final Map<Destination, Deque<MetricDatum>> pending = new TreeMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "publisher"));

  private record Destination(String region, String namespace) implements Comparable<Destination> {
    @Override
    public int compareTo(Destination other) {
      return toString().compareTo(other.toString());
    }
  }

  /** CloudWatch's PutMetricData. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes data.
     *
     * @throws SdkException if it cannot at the moment
     */
    void put(String region, String namespace, List<MetricDatum> data);

    /** The emulator's. */
    static Sink of(AwsClients aws) {
      return (region, namespace, data) ->
          aws.get(CloudWatchClient.class, CloudWatchClient::builder, region)
              .putMetricData(request -> request.namespace(namespace).metricData(data));
    }
  }

  Publisher(Sink sink, Meter meter, HealthBoard board, Clock clock) {
    this.sink = sink;
    this.meter = meter;
    this.board = board;
    this.clock = clock;
  }

  void start() {
    timer.scheduleAtFixedRate(() -> publish(clock.instant()), 1, 1, TimeUnit.SECONDS);
  }

  /** Publishes what there is of the seconds before a moment's. */
  synchronized void publish(Instant moment) {
    meter.takeBefore(moment).forEach(this::add);
    board
        .statuses()
        .forEach(
            (id, healthy) ->
                queue(HEALTH_REGION, HEALTH_NAMESPACE).add(status(moment, id, healthy)));
    pending.forEach(this::send);
  }

  /** Publishes what is left, the second that is not over included. */
  @Override
  public void close() {
    timer.execute(() -> publish(clock.instant().plusSeconds(1)));
    timer.shutdown();
    try {
      // The emulator may be gone already.
      timer.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
  }

  private void add(Meter.Second second) {
    queue(second.called().api().region(), ApiMetrics.NAMESPACE).addAll(ApiMetrics.of(second));
  }

  private Deque<MetricDatum> queue(String region, String namespace) {
    return pending.computeIfAbsent(
        new Destination(region, namespace), destination -> new ArrayDeque<>());
  }

  private void send(Destination destination, Deque<MetricDatum> queue) {
    while (queue.size() > PENDING) {
      queue.remove();
    }
    while (!queue.isEmpty()) {
      List<MetricDatum> part = queue.stream().limit(AT_ONCE).collect(Collectors.toList());
      try {
        sink.put(destination.region, destination.namespace, part);
      } catch (SdkException e) {
        return;
      }
      part.forEach(datum -> queue.remove());
    }
  }

  private static MetricDatum status(Instant moment, String id, boolean healthy) {
    return MetricDatum.builder()
        .metricName("HealthCheckStatus")
        .dimensions(Dimension.builder().name("HealthCheckId").value(id).build())
        .timestamp(Instant.ofEpochSecond(moment.getEpochSecond()))
        .storageResolution(1)
        .unit(StandardUnit.NONE)
        .value(healthy ? 1.0 : 0.0)
        .build();
  }
}
