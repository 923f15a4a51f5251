package payments.shift.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.shift.decision.Figures;
import payments.shift.decision.Latencies;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * What is asked of CloudWatch about one color, and what the answers come to.
 *
 * <p>Customers' requests are two methods of the API. {@code GET /health} is left out: Route 53 asks
 * it all day, at every weight.
 */
final class ColorQueries {
  private static final String SUM = "Sum";
  private static final String PAYMENTS = "payCount";
  private static final List<String> COUNTS = List.of(PAYMENTS, "stateCount");
  private static final List<String> SERVER_ERRORS = List.of("payErrors", "stateErrors");
  private static final List<String> CLIENT_ERRORS = List.of("payRefusals", "stateRefusals");
  private static final String LATENCY = "payLatency";
  private static final String SLOWER = "paySlowerThan";
  private static final String INVOCATIONS = "invocations";
  private static final String FUNCTION_ERRORS = "functionErrors";
  private static final String THROTTLES = "throttles";
  private static final String LEDGER_LAG = "ledgerLag";

  private ColorQueries() {}

  /**
   * The queries.
   *
   * @param period of everything that can be added up
   * @param window the whole window, for the percentile. Those of parts cannot be put together, so
   *     CloudWatch is to make one of all. Where that is no whole number of minutes, it may <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">begin
   *     a little earlier</a>
   */
  static List<MetricDataQuery> of(ColorOutputs color, Duration period, Duration window) {
    var pay = method(color, "POST", "/payment");
    var state = method(color, "GET", "/payment/{transactionId}");
    var payment = function(color.paymentFunction());
    var ledger = function(color.ledgerFunction());
    var queries =
        new ArrayList<>(
            List.of(
                api(COUNTS.get(0), "Count", pay, SUM, period),
                api(COUNTS.get(1), "Count", state, SUM, period),
                api(SERVER_ERRORS.get(0), "5XXError", pay, SUM, period),
                api(SERVER_ERRORS.get(1), "5XXError", state, SUM, period),
                api(CLIENT_ERRORS.get(0), "4XXError", pay, SUM, period),
                api(CLIENT_ERRORS.get(1), "4XXError", state, SUM, period),
                api(LATENCY, "Latency", pay, "p99", Periods.covering(window)),
                lambda(INVOCATIONS, "Invocations", payment, SUM, period),
                lambda(FUNCTION_ERRORS, "Errors", payment, SUM, period),
                lambda(THROTTLES, "Throttles", payment, SUM, period),
                lambda(LEDGER_LAG, "IteratorAge", ledger, "Maximum", period)));
    Latencies.BOUNDS.forEach(
        bound -> queries.add(api(SLOWER + bound, "Latency", pay, above(bound), period)));
    return queries;
  }

  /**
   * How many values are above a bound: a <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">trimmed
   * count</a>, which leaves out its lower bound itself.
   */
  private static String above(int bound) {
    return "TC(%d:)".formatted(bound);
  }

  /**
   * What the answers come to.
   *
   * <p>Latency is that of {@code POST /payment}, which customers wait for. Where CloudWatch lays
   * the window over two periods, the larger percentile is shown: that of all is never above it.
   *
   * @param direct how many of the requests were the tool's own
   */
  static Figures figures(MetricData data, long direct) {
    return new Figures(
        sum(data, COUNTS),
        direct,
        sum(data, SERVER_ERRORS),
        sum(data, CLIENT_ERRORS),
        new Latencies(
            sum(data, PAYMENTS),
            max(data, LATENCY),
            Latencies.BOUNDS.stream()
                .collect(
                    Collectors.toMap(Function.identity(), bound -> sum(data, SLOWER + bound)))),
        sum(data, INVOCATIONS),
        sum(data, FUNCTION_ERRORS),
        sum(data, THROTTLES),
        max(data, LEDGER_LAG));
  }

  /** One metric's query. */
  static MetricDataQuery query(
      String id,
      String namespace,
      String metric,
      Map<String, String> dimensions,
      String statistic,
      Duration period) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.metric(metric(namespace, metric, dimensions))
                    .stat(statistic)
                    .period((int) period.toSeconds()))
        .returnData(true)
        .build();
  }

  private static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return Metric.builder()
        .namespace(namespace)
        .metricName(name)
        .dimensions(
            new TreeMap<>(dimensions)
                .entrySet().stream()
                    .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()).build())
                    .toList())
        .build();
  }

  private static MetricDataQuery api(
      String id, String metric, Map<String, String> method, String statistic, Duration period) {
    return query(id, "AWS/ApiGateway", metric, method, statistic, period);
  }

  private static MetricDataQuery lambda(
      String id, String metric, Map<String, String> function, String statistic, Duration period) {
    return query(id, "AWS/Lambda", metric, function, statistic, period);
  }

  private static Map<String, String> method(ColorOutputs color, String method, String resource) {
    return Map.of(
        "ApiName",
        color.apiName(),
        "Stage",
        color.stageName(),
        "Method",
        method,
        "Resource",
        resource);
  }

  private static Map<String, String> function(String name) {
    return Map.of("FunctionName", name);
  }

  private static long sum(MetricData data, List<String> ids) {
    return Math.round(
        ids.stream().map(data::values).flatMap(Collection::stream).mapToDouble(it -> it).sum());
  }

  private static long sum(MetricData data, String id) {
    return sum(data, List.of(id));
  }

  private static OptionalDouble max(MetricData data, String id) {
    return data.values(id).stream().mapToDouble(it -> it).max();
  }
}
