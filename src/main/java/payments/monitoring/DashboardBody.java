package payments.monitoring;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the dashboard shows, row by row: the payments, the API, what stands behind it, the ledger.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body</a>
 */
record DashboardBody(
    String region,
    LoggedMetrics logged,
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
        Chart.stacked(
            "Payments by outcome", Stream.of(Outcome.values()).map(this::payments).toList()),
        Chart.of(
            "Replays, conflicts, take-overs",
            payments(Outcome.REPLAYED),
            payments(Outcome.IN_PROGRESS),
            payments(Outcome.MISMATCH),
            payments(Outcome.TAKEN_OVER)),
        Chart.of(
            "Payment duration (ms)",
            logged.paymentDuration().line("p50", "p50"),
            logged.paymentDuration().line("p99", "p99")),
        Chart.of("Requests", api("Count").line("Sum", "requests")),
        Chart.of(
            "API errors",
            api("4XXError").line("Sum", "4xx"),
            logged.throttled().line("Sum", "of these 429"),
            api("5XXError").line("Sum", "5xx")),
        Chart.of("API latency (ms)", api("Latency").line("p99", "p99")),
        Chart.of(
            "Payment function",
            function(paymentFunction, "Invocations").line("Sum", "invocations"),
            function(paymentFunction, "Errors").line("Sum", "errors"),
            function(paymentFunction, "Throttles").line("Sum", "throttles")),
        Chart.of(
            "Payment function duration (ms)",
            function(paymentFunction, "Duration").line("p99", "p99"),
            function(paymentFunction, "Duration").line("Maximum", "maximum")),
        Chart.of(
            "Aurora CPU (%)",
            new Metric("AWS/RDS", "CPUUtilization", Map.of("DBClusterIdentifier", cluster))
                .line("Average", "average")),
        Chart.of(
            "Ledger lag (ms)",
            function(ledgerFunction, "IteratorAge").line("Maximum", "read from the stream"),
            logged.ledgerLag().line("Maximum", "given to the ledger")),
        Chart.of(
            "Ledger entries",
            logged.ledgerEntries().line("Sum", "entries"),
            logged.ledgerRejected().line("Sum", "rejected")),
        Chart.of(
            "Ledger failures",
            function(ledgerFunction, "Errors").line("Sum", "errors"),
            new Metric(
                    "AWS/SQS",
                    "ApproximateNumberOfMessagesVisible",
                    Map.of("QueueName", failureQueue))
                .line("Maximum", "waiting in the queue")));
  }

  private List<Object> payments(Outcome outcome) {
    return logged.payments(outcome).line("Sum", outcome.logged());
  }

  private Metric api(String metric) {
    return new Metric("AWS/ApiGateway", metric, Map.of("ApiName", api, "Stage", stage));
  }

  private static Metric function(String function, String metric) {
    return new Metric("AWS/Lambda", metric, Map.of("FunctionName", function));
  }

  private record Chart(String title, boolean isStacked, List<List<Object>> lines) {
    @SafeVarargs
    @SuppressWarnings("varargs")
    static Chart of(String title, List<Object>... lines) {
      return new Chart(title, false, List.of(lines));
    }

    static Chart stacked(String title, List<List<Object>> lines) {
      return new Chart(title, true, lines);
    }

    Map<String, Object> properties(String region) {
      return new TreeMap<>(
          Map.of(
              "title", title,
              "region", region,
              "view", "timeSeries",
              "stacked", isStacked,
              "period", 60,
              "metrics", lines));
    }
  }
}
