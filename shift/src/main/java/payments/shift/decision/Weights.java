package payments.shift.decision;

/**
 * The weights of both colors' records, in percent. None but sane ones exist: each 0 to 100, and 100
 * together. All weights zero, which Route 53 answers by an <a
 * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html">even
 * split</a>, cannot be written down here.
 *
 * @param from of the color that customers are moved away from
 * @param to of the color that they are moved to
 */
public record Weights(int from, int to) {
  /** What both weights come to. */
  public static final int ALL = 100;

  /** Everything at the old color. */
  public static final Weights BACK = new Weights(ALL, 0);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a weight is negative or their sum is not 100
   */
  public Weights {
    if (from < 0 || to < 0 || from + to != ALL) {
      throw new IllegalArgumentException(
          "weights are %d/%d: each must be 0 to 100, and both 100 together".formatted(from, to));
    }
  }

  /** The weights that give the new color that many percent. */
  public static Weights withTo(int percent) {
    return new Weights(ALL - percent, percent);
  }

  /** Whether the new color has everything. */
  public boolean moved() {
    return to == ALL;
  }

  /** Both as {@code from/to}. */
  @Override
  public String toString() {
    return from + "/" + to;
  }
}
