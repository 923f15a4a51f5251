package payments.shift.cutover;

/** Calls a color over its own name. */
public interface Prober {
  /** Whether {@code GET /health} is answered 200 by that color, and what was answered instead. */
  Health health(String color);

  /** Whether {@code GET /health} is answered 200 by that color. */
  default boolean answers(String color) {
    return health(color).healthy();
  }
}
