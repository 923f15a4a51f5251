package payments.local.drill;

/**
 * Each color's weight, as somebody found it: sane or not.
 *
 * @param blue blue's
 * @param green green's
 */
record Weights(int blue, int green) {
  /** All customers at blue. */
  static final Weights BLUE = new Weights(100, 0);

  /** All customers at green. */
  static final Weights GREEN = new Weights(0, 100);

  /** So many percent at green, the others at blue. */
  static Weights green(int percent) {
    return new Weights(100 - percent, percent);
  }

  /** A color's weight. */
  int of(String color) {
    return color.equals("blue") ? blue : green;
  }

  boolean allZero() {
    return blue == 0 && green == 0;
  }

  boolean sane() {
    return blue >= 0 && green >= 0 && blue + green == 100;
  }

  @Override
  public String toString() {
    return blue + "/" + green;
  }
}
