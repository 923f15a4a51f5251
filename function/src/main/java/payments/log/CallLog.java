package payments.log;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import payments.json.JsonObject;

/**
 * Writes one line of JSON per call. The line is in the embedded metric format, so CloudWatch makes
 * the metrics of it, by environment, call and outcome: {@code calls}, {@code durationMs} and those
 * noted (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">format</a>).
 */
public final class CallLog {
  /** The CloudWatch namespace of all metrics. */
  public static final String NAMESPACE = "Payments";

  private static final List<String> DIMENSIONS = List.of("environment", "call", "outcome");

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
    notes.measure("calls", 1, "Count");
    notes.measure("durationMs", Duration.between(start, now).toMillis(), "Milliseconds");
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
    List<JsonObject> metrics =
        units.entrySet().stream()
            .map(unit -> new JsonObject().with("Name", unit.getKey()).with("Unit", unit.getValue()))
            .toList();
    JsonObject directive =
        new JsonObject()
            .with("Namespace", NAMESPACE)
            .with("Dimensions", List.of(DIMENSIONS))
            .with("Metrics", metrics);
    return new JsonObject()
        .with("Timestamp", now.toEpochMilli())
        .with("CloudWatchMetrics", List.of(directive));
  }
}
