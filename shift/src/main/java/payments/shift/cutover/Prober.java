package payments.shift.cutover;

/** Calls a color over its own name. */
public interface Prober {
  /**
   * Whether {@code GET /health} is answered 200 by that color within ten seconds, and what came
   * instead.
   */
  Health health(String color);
}
