package payments.log;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import payments.json.JsonObject;

/**
 * Writes one line of JSON per call. The line is in the embedded metric format, so CloudWatch makes
 * the metrics of it (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">format</a>):
 *
 * <ul>
 *   <li>by environment and call: {@code calls}, {@code durationMs} and those noted
 *   <li>by environment, call and outcome: {@code calls} and {@code durationMs}
 * </ul>
 */
public final class CallLog {
  /** The CloudWatch namespace of all metrics. */
  private static final String NAMESPACE = "Payments";

  private static final String CALLS = "calls";
  private static final String DURATION = "durationMs";

  private final PrintStream out;
  private final Clock clock;
  private final String environment;
  private final String color;
  private boolean cold = true;

  /** Writes to that stream, which Lambda sends to CloudWatch Logs. */
  public CallLog(PrintStream out, Clock clock, String environment, String color) {
    this.out = out;
    this.clock = clock;
    this.environment = environment;
    this.color = color;
  }

  /**
   * Writes the line of a call that ends now.
   *
   * @param requestId Lambda's, may be null
   * @param status the status that was answered
   */
  public synchronized void write(CallNotes notes, String requestId, Instant start, int status) {
    Instant now = clock.instant();
    notes.measure(CALLS, 1, "Count");
    notes.measure(DURATION, Duration.between(start, now).toMillis(), "Milliseconds");
    JsonObject line =
        new JsonObject()
            .with("level", status < 500 ? "INFO" : "ERROR")
            .with("time", now.truncatedTo(ChronoUnit.MILLIS).toString())
            .with("environment", environment)
            .with("color", color)
            .with("requestId", requestId);
    notes.into(line, status).with("coldStart", cold).with("_aws", metrics(now, notes.units()));
    cold = false;
    out.println(line);
  }

  /** The part of a line that makes metrics of its members. */
  private static JsonObject metrics(Instant now, Map<String, String> units) {
    return new JsonObject()
        .with("Timestamp", now.toEpochMilli())
        .with(
            "CloudWatchMetrics",
            List.of(
                directive(List.of("environment", "call"), units.keySet(), units),
                directive(
                    List.of("environment", "call", "outcome"), List.of(CALLS, DURATION), units)));
  }

  private static JsonObject directive(
      List<String> dimensions, Collection<String> metrics, Map<String, String> units) {
    return new JsonObject()
        .with("Namespace", NAMESPACE)
        .with("Dimensions", List.of(dimensions))
        .with(
            "Metrics",
            metrics.stream()
                .map(name -> new JsonObject().with("Name", name).with("Unit", units.get(name)))
                .toList());
  }
}
