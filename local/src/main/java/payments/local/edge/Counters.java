package payments.local.edge;

import java.util.Map;
import java.util.TreeMap;

/** What the edge has sent where since it started. Safe for use by several threads. */
final class Counters {
  private final Map<String, Count> counts = new TreeMap<>();

  /**
   * @param requests requests sent to the color
   * @param serverErrors those answered with 5xx or not at all
   * @param milliseconds time that they took together
   */
  record Count(long requests, long serverErrors, long milliseconds) {
    private Count plus(boolean error, long time) {
      return new Count(requests + 1, serverErrors + (error ? 1 : 0), milliseconds + time);
    }
  }

  synchronized void add(String color, int status, long milliseconds) {
    Count count = counts.getOrDefault(color, new Count(0, 0, 0));
    counts.put(color, count.plus(status >= 500, milliseconds));
  }

  synchronized Map<String, Count> all() {
    return new TreeMap<>(counts);
  }
}
