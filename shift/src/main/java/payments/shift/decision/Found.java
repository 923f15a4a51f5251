package payments.shift.decision;

import java.util.Optional;

/**
 * Weights as somebody found them, in the stack or in Route 53, sane or not.
 *
 * @param from of the old color
 * @param to of the new color
 */
public record Found(int from, int to) {

  /** What is found where those weights are in force. */
  public static Found of(Weights weights) {
    return new Found(weights.from(), weights.to());
  }

  /** Whether they are those weights. */
  public boolean is(Weights weights) {
    return from == weights.from() && to == weights.to();
  }

  /** The same, if they are sane. */
  public Optional<Weights> sane() {
    return from >= 0 && to >= 0 && (long) from + to == Weights.ALL
        ? Optional.of(new Weights(from, to))
        : Optional.empty();
  }

  /** Both as {@code from/to}. */
  @Override
  public String toString() {
    return from + "/" + to;
  }
}
