package payments.local;

/** A value at a rank: one that was measured, never one in between. */
public final class Percentile {
  private Percentile() {}

  /**
   * The smallest value that at least {@code percent} of all do not exceed.
   *
   * @param sorted the values, smallest first
   * @param percent over 0, at most 100
   * @throws IllegalStateException if there are none
   */
  public static long of(long[] sorted, double percent) {
    if (sorted.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }
}
