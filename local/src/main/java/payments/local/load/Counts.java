package payments.local.load;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts while the load runs. Safe for use by several threads. */
final class Counts {
  private final Map<Key, Second> seconds =
      new TreeMap<>(Comparator.comparingInt(Key::second).thenComparing(Key::color));
  private int begun;
  private int ok;
  private int retried;
  private int failed;

  private record Key(int second, String color) {}

  /** A payment is sent for the first time. */
  synchronized void begun() {
    begun++;
  }

  /** A request sent in that second, answered by that color, came to that. */
  synchronized void add(int second, String color, Outcome outcome) {
    switch (outcome) {
      case OK -> ok++;
      case RETRIED -> retried++;
      case FAILED -> failed++;
    }
    seconds.compute(
        new Key(second, color),
        (key, before) ->
            (before == null ? new Second(second, color, 0, 0, 0, 0) : before).plus(outcome));
  }

  synchronized Figures figures() {
    return new Figures(begun, ok, failed, retried);
  }

  synchronized List<Second> seconds() {
    return List.copyOf(seconds.values());
  }
}
