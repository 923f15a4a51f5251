package payments.shift.decision;

import java.time.Instant;

/**
 * The last update of the shared stack that changed the weights, from {@code pulumi stack history}.
 *
 * @param at when it began
 * @param message its message, whoever wrote it
 */
public record LastUpdate(Instant at, String message) {}
