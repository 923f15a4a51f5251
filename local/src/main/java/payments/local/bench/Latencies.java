package payments.local.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import payments.local.Percentile;

/** Measured durations, and what is said of them: the value at a rank, never an average. */
final class Latencies {
  private final long[] nanos;
  private int count;

  /**
   * @param capacity the most that will be added
   */
  Latencies(int capacity) {
    nanos = new long[capacity];
  }

  void add(long duration) {
    nanos[count++] = duration;
  }

  int count() {
    return count;
  }

  /** All of them, one after the other, in seconds. */
  double totalSeconds() {
    return Arrays.stream(nanos, 0, count).sum() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /**
   * The smallest duration that at least {@code percent} of all do not exceed, in milliseconds.
   *
   * @param percent over 0, at most 100
   * @throws IllegalStateException if nothing was measured
   */
  double percentile(double percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return Percentile.of(sorted, percent) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
