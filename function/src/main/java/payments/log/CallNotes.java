package payments.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.json.JsonObject;

/** What one call has to say in the log. */
public final class CallNotes {
  private static final int MAX_FRAMES = 8;

  private String what = "unknown";
  private String outcome;
  private String transactionId;
  private Throwable failure;
  private final Map<String, Long> values = new TreeMap<>();
  private final Map<String, String> units = new TreeMap<>();

  /** What was called, for example {@code payment}. */
  public void what(String name) {
    what = name;
  }

  /** What came of it, one word. */
  public void outcome(String name) {
    outcome = name;
  }

  /** Which payment it was about. */
  public void transaction(String id) {
    transactionId = id;
  }

  /** What went wrong. Of its message only that of our own exceptions is logged. */
  public void failed(Throwable e) {
    failure = e;
  }

  /**
   * A figure that becomes a metric.
   *
   * @param unit CloudWatch's
   */
  public void measure(String metric, long value, String unit) {
    values.put(metric, value);
    units.put(metric, unit);
  }

  /** The units of all figures, by metric. */
  Map<String, String> units() {
    return units;
  }

  /** Writes the notes. */
  JsonObject into(JsonObject line, int status) {
    values.forEach(line::with);
    return line.with("call", what)
        .with("outcome", outcome == null ? outcomeOf(status) : outcome)
        .with("status", status)
        .with("transactionId", transactionId)
        .with("error", failure == null ? null : describe(failure));
  }

  private static String outcomeOf(int status) {
    return status < 400 ? "ok" : status < 500 ? "refused" : "failed";
  }

  /** Classes and places, but no messages of other people's code: those may hold values or ARNs. */
  private static List<String> describe(Throwable failure) {
    List<String> lines = new ArrayList<>();
    for (Throwable e = failure; e != null && lines.size() < MAX_FRAMES; e = e.getCause()) {
      boolean ours = e.getClass().getName().startsWith("payments.");
      lines.add(e.getClass().getName() + (ours ? ": " + e.getMessage() : ""));
      StackTraceElement[] frames = e.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, 2); i++) {
        lines.add("at " + frames[i]);
      }
    }
    return lines;
  }
}
