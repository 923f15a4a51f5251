package payments.shift.cutover;

import java.time.Instant;

/** What the tool itself sent to a color over the color's own name. */
@FunctionalInterface
public interface DirectCalls {
  /** None were sent. */
  DirectCalls NONE = (color, from, until) -> 0;

  /** How many of a color's {@code requests} in that time were the tool's: test payments. */
  long between(String color, Instant from, Instant until);
}
