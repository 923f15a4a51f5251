package payments.shift.decision;

import java.time.Instant;

/**
 * An update of a color's stack that no cut-over made.
 *
 * @param color whose
 * @param at when it began
 * @param message its message, whoever wrote it
 */
public record Deployment(String color, Instant at, String message) {
  /** What happened, for a person. */
  public String text() {
    return "stack %s was updated at %s (%s): what was watched is not what runs now; see pulumi stack history -s %s"
        .formatted(color, at, message, color);
  }
}
