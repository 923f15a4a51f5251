package payments.local.drill;

import java.time.Duration;
import java.util.List;

/**
 * How a drill went.
 *
 * @param name the drill's
 * @param shows what it is to show
 * @param figures what was measured
 * @param failures what should not have been so
 * @param took from its first payment until all its payments were looked for
 */
record Result(
    String name, String shows, List<String> figures, List<String> failures, Duration took) {
  /** Copies the lists. */
  Result {
    figures = List.copyOf(figures);
    failures = List.copyOf(failures);
  }

  boolean passed() {
    return failures.isEmpty();
  }
}
