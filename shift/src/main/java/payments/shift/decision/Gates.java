package payments.shift.decision;

/**
 * What must hold before the new color gets any more weight. Looking takes minutes: an adapter may
 * show again what it saw when it began.
 *
 * @param fromExists whether the old color's stack exists
 * @param toExists whether the new color's stack exists
 * @param fromUnchanged whether the preview of the old color's stack is empty
 * @param toUnchanged whether the preview of the new color's stack is empty
 * @param toAnswers whether {@code GET /health} on the new color's own name was answered 200
 */
public record Gates(
    boolean fromExists,
    boolean toExists,
    boolean fromUnchanged,
    boolean toUnchanged,
    boolean toAnswers) {
  /** Nothing stands in the way. */
  public static final Gates OPEN = new Gates(true, true, true, true, true);
}
