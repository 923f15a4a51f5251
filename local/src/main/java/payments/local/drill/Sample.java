package payments.local.drill;

import java.time.Instant;
import java.util.Optional;

/**
 * The weights at one moment, where they are written down and where they are in force.
 *
 * @param at when
 * @param stack in the shared stack; empty if it does not say
 * @param blue of blue's record; empty if it has none
 * @param green of green's record; empty if it has none
 */
record Sample(
    Instant at, Optional<Weights> stack, Optional<Integer> blue, Optional<Integer> green) {

  /** Both records' weights; empty if one is missing. */
  Optional<Weights> records() {
    return blue.flatMap(one -> green.map(other -> new Weights(one, other)));
  }

  /** Whether both records have those weights, and the stack too. */
  boolean settled(Weights weights) {
    return stack.filter(weights::equals).isPresent()
        && records().filter(weights::equals).isPresent();
  }

  /** Whether the records' weights sum to 100; one that is missing has none. */
  boolean sumsTo100() {
    return blue.orElse(0) + green.orElse(0) == 100;
  }

  /** Whether only the moment differs. */
  boolean sameAs(Sample other) {
    return stack.equals(other.stack) && blue.equals(other.blue) && green.equals(other.green);
  }

  @Override
  public String toString() {
    return "stack %s, records %s/%s"
        .formatted(
            stack.map(Weights::toString).orElse("none"),
            blue.map(String::valueOf).orElse("none"),
            green.map(String::valueOf).orElse("none"));
  }
}
