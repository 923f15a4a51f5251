package payments.shift.decision;

import java.util.Optional;

/**
 * What must hold before the new color gets any more weight. Looking takes minutes: an adapter may
 * show again what it saw when it began.
 *
 * @param fromExists whether the old color's stack exists
 * @param toExists whether the new color's stack exists
 * @param fromUnchanged whether the preview of the old color's stack is empty
 * @param toUnchanged whether the preview of the new color's stack is empty
 * @param silence what came instead of an answer 200 to {@code GET /health} on the new color's own
 *     name; empty if that came
 */
public record Gates(
    boolean fromExists,
    boolean toExists,
    boolean fromUnchanged,
    boolean toUnchanged,
    Optional<String> silence) {
  /** Nothing stands in the way. */
  public static final Gates OPEN = new Gates(true, true, true, true, Optional.empty());

  /** The same, with what came instead of an answer of the new color. */
  public Gates with(Optional<String> otherSilence) {
    return new Gates(fromExists, toExists, fromUnchanged, toUnchanged, otherSilence);
  }
}
