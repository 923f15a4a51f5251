package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class ApiMetricsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Api.Method PAY = new Api.Method("POST", "/payment");
  private static final Api API = new Api("us-west-2", "payments-green-api", "green", List.of(PAY));

  @Test
  void of_shouldNameTheMetricsOfAnApi() {
    List<MetricDatum> data = of(Optional.empty(), 0, 1, Map.of(5L, 2, 9L, 1));

    assertThat(data)
        .extracting(ApiMetricsTest::described)
        .containsExactly(
            "Count [1.0]x[3.0] Count",
            "4XXError [0.0]x[3.0] Count",
            "5XXError [1.0, 0.0]x[1.0, 2.0] Count",
            "Latency [5.0, 9.0]x[2.0, 1.0] Milliseconds",
            "IntegrationLatency [5.0, 9.0]x[2.0, 1.0] Milliseconds");
    assertThat(data)
        .allSatisfy(
            datum -> {
              assertThat(dimensions(datum)).isEqualTo("ApiName=payments-green-api Stage=green");
              assertThat(datum.timestamp()).isEqualTo(NOON);
              assertThat(datum.storageResolution()).isEqualTo(1);
            });
  }

  @Test
  void of_shouldNameTheMethodToo() {
    assertThat(of(Optional.of(PAY), 0, 0, Map.of(1L, 1)))
        .extracting(ApiMetricsTest::dimensions)
        .containsOnly("ApiName=payments-green-api Stage=green Method=POST Resource=/payment");
  }

  @Test
  void of_shouldSplitLatencies_whenOneDatumCannotHoldThem() {
    Map<Long, Integer> latencies =
        new java.util.TreeMap<>(
            LongStream.range(0, 151).boxed().collect(Collectors.toMap(ms -> ms, ms -> 1)));

    assertThat(of(Optional.empty(), 0, 0, latencies))
        .filteredOn(datum -> datum.metricName().equals("Latency"))
        .extracting(datum -> datum.values().size())
        .containsExactly(150, 1);
  }

  private static List<MetricDatum> of(
      Optional<Api.Method> method,
      int clientErrors,
      int serverErrors,
      Map<Long, Integer> latencies) {
    return ApiMetrics.of(
        new Meter.Second(
            NOON,
            new Meter.Called(API, method),
            clientErrors,
            serverErrors,
            new java.util.TreeMap<>(latencies)));
  }

  private static String described(MetricDatum datum) {
    return "%s %sx%s %s"
        .formatted(datum.metricName(), datum.values(), datum.counts(), datum.unit());
  }

  private static String dimensions(MetricDatum datum) {
    return datum.dimensions().stream()
        .map(dimension -> dimension.name() + "=" + dimension.value())
        .collect(Collectors.joining(" "));
  }
}
