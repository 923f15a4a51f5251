package payments.shift.decision;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import payments.shift.values.Problems;

/**
 * How long payments took to be answered. The percentile is for people: those of two periods cannot
 * be put together, and that of three payments looks like that of thousands. Counts can be added,
 * and judged.
 *
 * @param payments how many were measured
 * @param p99Millis the 99th percentile, in milliseconds; empty if there is none
 * @param slower how many of them took longer than each of {@link #BOUNDS}, in milliseconds; none
 *     where one is missing
 */
public record Latencies(
    long payments, OptionalDouble p99Millis, NavigableMap<Integer, Long> slower) {
  /** What is counted. A limit between two is judged by the upper, in favor of the color. */
  public static final List<Integer> BOUNDS =
      List.of(200, 300, 400, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000);

  /** Of no payment. */
  public static final Latencies NONE = new Latencies(0, OptionalDouble.empty(), Map.of());

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if there are less than no payments
   */
  public Latencies {
    slower = Collections.unmodifiableNavigableMap(new TreeMap<>(slower));
    var problems = new Problems();
    problems.unless(payments >= 0, "payments", payments, "0 or more");
    problems.throwIfAny();
  }

  /** The same of counts in any order. */
  public Latencies(long payments, OptionalDouble p99Millis, Map<Integer, Long> slower) {
    this(payments, p99Millis, new TreeMap<>(slower));
  }

  /** How many took longer, at least. */
  long slowerAtLeast(double millis) {
    return slower.entrySet().stream()
        .filter(it -> it.getKey() >= millis)
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(0L);
  }

  /** How many took longer, at most. */
  long slowerAtMost(double millis) {
    return slower.descendingMap().entrySet().stream()
        .filter(it -> it.getKey() <= millis)
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(payments);
  }
}
