package payments.local.load;

/**
 * The load so far.
 *
 * @param begun payments that have been sent at least once
 * @param ok those that are taken
 * @param failed those that their customers have given up
 * @param retries requests beyond the first of each payment
 */
public record Figures(int begun, int ok, int failed, int retries) {
  /** Payments that are neither taken nor given up yet. */
  public int open() {
    return begun - ok - failed;
  }
}
