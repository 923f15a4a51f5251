package payments.local.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * One second of an API in the metrics that API Gateway publishes. The errors have a zero for every
 * request that was none, so that their average is the rate. IntegrationLatency equals Latency: the
 * edge sees the API from outside.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">Dimensions
 *     and metrics</a>
 */
final class ApiMetrics {
  static final String NAMESPACE = "AWS/ApiGateway";

  /** How many values PutMetricData takes in one datum. */
  private static final int VALUES = 150;

  private ApiMetrics() {}

  static List<MetricDatum> of(Meter.Second second) {
    MetricDatum.Builder base =
        MetricDatum.builder()
            .timestamp(second.second())
            .storageResolution(1)
            .dimensions(dimensions(second.called()));
    List<MetricDatum> data = new ArrayList<>();
    int requests = second.requests();
    data.add(counts(base, "Count", requests, requests));
    data.add(counts(base, "4XXError", second.clientErrors(), requests));
    data.add(counts(base, "5XXError", second.serverErrors(), requests));
    List<Map.Entry<Long, Integer>> latencies = List.copyOf(second.latencies().entrySet());
    for (int from = 0; from < latencies.size(); from += VALUES) {
      List<Map.Entry<Long, Integer>> part =
          latencies.subList(from, Math.min(latencies.size(), from + VALUES));
      data.add(latencies(base, "Latency", part));
      data.add(latencies(base, "IntegrationLatency", part));
    }
    return data;
  }

  private static List<Dimension> dimensions(Meter.Called called) {
    List<Dimension> dimensions = new ArrayList<>();
    dimensions.add(dimension("ApiName", called.api().name()));
    dimensions.add(dimension("Stage", called.api().stage()));
    called
        .method()
        .ifPresent(
            method -> {
              dimensions.add(dimension("Method", method.verb()));
              dimensions.add(dimension("Resource", method.resource()));
            });
    return dimensions;
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  /** Ones and zeros: how many of all requests were such. */
  private static MetricDatum counts(MetricDatum.Builder base, String name, int such, int all) {
    List<Double> values = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    if (such > 0) {
      values.add(1.0);
      counts.add((double) such);
    }
    if (such < all) {
      values.add(0.0);
      counts.add((double) (all - such));
    }
    return base.copy()
        .metricName(name)
        .unit(StandardUnit.COUNT)
        .values(values)
        .counts(counts)
        .build();
  }

  private static MetricDatum latencies(
      MetricDatum.Builder base, String name, List<Map.Entry<Long, Integer>> latencies) {
    return base.copy()
        .metricName(name)
        .unit(StandardUnit.MILLISECONDS)
        .values(latencies.stream().map(latency -> (double) latency.getKey()).toList())
        .counts(latencies.stream().map(latency -> (double) latency.getValue()).toList())
        .build();
  }
}
