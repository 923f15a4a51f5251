package payments.local.drill;

/**
 * What the load saw in one second.
 *
 * @param second since the epoch
 * @param blue answers of blue
 * @param green answers of green
 * @param failed of both, those that did not take the payment
 */
record Second(long second, int blue, int green, int failed) {
  int answers() {
    return blue + green;
  }

  /** Green's part of all answers, 0 to 1. */
  double greenShare() {
    return (double) green / answers();
  }
}
