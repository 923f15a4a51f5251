package payments.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * The right of one call to finish a payment. It says when another may take over, not that the owner
 * has ended: whoever is late finds that the session has another owner.
 *
 * @param owner unique to one call
 * @param until when the call's budget is spent, or its function is stopped
 */
public record Lease(String owner, Instant until) {

  /** Whether the owner is left alone. */
  public boolean isLive(Instant now) {
    return now.isBefore(until);
  }

  /** Whole seconds until the lease has run out, at least 1. */
  public long secondsLeft(Instant now) {
    return Math.max(1, (Duration.between(now, until).toMillis() + 999) / 1000);
  }
}
