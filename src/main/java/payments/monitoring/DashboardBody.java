package payments.monitoring;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the dashboard shows, row by row: the API, the payment function, the ledger, the database.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body</a>
 */
record DashboardBody(
    String region,
    String api,
    String stage,
    String paymentFunction,
    String ledgerFunction,
    String failureQueue,
    String cluster) {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;
  private static final int PER_ROW = 3;

  /** The body as CloudWatch takes it. */
  String json() {
    var widgets = new ArrayList<Map<String, Object>>();
    for (var chart : charts()) {
      var index = widgets.size();
      widgets.add(
          new TreeMap<>(
              Map.of(
                  "type",
                  "metric",
                  "x",
                  index % PER_ROW * WIDTH,
                  "y",
                  index / PER_ROW * HEIGHT,
                  "width",
                  WIDTH,
                  "height",
                  HEIGHT,
                  "properties",
                  chart.properties(region))));
    }
    return new GsonBuilder()
        .disableHtmlEscaping()
        .create()
        .toJson(Map.of("widgets", List.copyOf(widgets)));
  }

  private List<Chart> charts() {
    return List.of(
        new Chart("Requests", "Sum", List.of(apiMetric("Count"))),
        new Chart("API errors", "Sum", List.of(apiMetric("4XXError"), apiMetric("5XXError"))),
        new Chart("API latency p99 (ms)", "p99", List.of(apiMetric("Latency"))),
        new Chart(
            "Payment function",
            "Sum",
            List.of(
                functionMetric(paymentFunction, "Invocations"),
                functionMetric(paymentFunction, "Errors"),
                functionMetric(paymentFunction, "Throttles"))),
        new Chart(
            "Payment duration p99 (ms)",
            "p99",
            List.of(functionMetric(paymentFunction, "Duration"))),
        new Chart(
            "Ledger lag (ms)", "Maximum", List.of(functionMetric(ledgerFunction, "IteratorAge"))),
        new Chart("Ledger errors", "Sum", List.of(functionMetric(ledgerFunction, "Errors"))),
        new Chart(
            "Ledger failures waiting",
            "Maximum",
            List.of(
                List.of(
                    "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", failureQueue))),
        new Chart(
            "Aurora CPU (%)",
            "Average",
            List.of(List.of("AWS/RDS", "CPUUtilization", "DBClusterIdentifier", cluster))));
  }

  private List<String> apiMetric(String metric) {
    return List.of("AWS/ApiGateway", metric, "ApiName", api, "Stage", stage);
  }

  private static List<String> functionMetric(String function, String metric) {
    return List.of("AWS/Lambda", metric, "FunctionName", function);
  }

  private record Chart(String title, String statistic, List<List<String>> metrics) {
    Map<String, Object> properties(String region) {
      return new TreeMap<>(
          Map.of(
              "title", title,
              "region", region,
              "stat", statistic,
              "period", 60,
              "metrics", metrics));
    }
  }
}
