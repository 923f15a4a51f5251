package payments.shift.cutover;

/** Calls a color over its own name. */
public interface Prober {
  /** Whether {@code GET /health} is answered 200. */
  boolean answers(String color);
}
