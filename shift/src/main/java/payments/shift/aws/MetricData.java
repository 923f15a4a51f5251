package payments.shift.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.shift.cutover.ShiftException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Figures of several metrics, by query id and begin of period. A period in which nothing was
 * published is not there.
 */
record MetricData(Map<String, Map<Instant, Double>> byId) {
  /**
   * Asks, page by page.
   *
   * @param what whose figures, for messages
   * @throws ShiftException if it fails, or CloudWatch does not give a metric whole
   */
  static MetricData of(
      CloudWatchClient cloudWatch,
      String what,
      List<MetricDataQuery> queries,
      Instant from,
      Instant until) {
    var request =
        GetMetricDataRequest.builder()
            .metricDataQueries(queries)
            .startTime(from)
            .endTime(until)
            .build();
    List<GetMetricDataResponse> pages =
        new AwsCall("cloudwatch:GetMetricData", what)
            .answer(() -> cloudWatch.getMetricDataPaginator(request).stream().toList());
    return of(what, pages);
  }

  /** What pages say together: a metric is whole if the last page that has it says so. */
  static MetricData of(String what, List<GetMetricDataResponse> pages) {
    var byId = new HashMap<String, Map<Instant, Double>>();
    var status = new TreeMap<String, StatusCode>();
    for (var page : pages) {
      for (MetricDataResult result : page.metricDataResults()) {
        var values = byId.computeIfAbsent(result.id(), id -> new TreeMap<>());
        for (int i = 0; i < result.timestamps().size(); i++) {
          values.put(result.timestamps().get(i), result.values().get(i));
        }
        status.put(result.id(), result.statusCode());
      }
    }
    status.values().removeIf(StatusCode.COMPLETE::equals);
    if (!status.isEmpty()) {
      throw new ShiftException(
          "%s: CloudWatch did not give all that was asked for: %s; as a rule it does when asked again"
              .formatted(what, status));
    }
    return new MetricData(byId);
  }

  /** A metric's figures, the oldest first. */
  List<Double> values(String id) {
    return new ArrayList<>(byId.getOrDefault(id, Map.of()).values());
  }
}
