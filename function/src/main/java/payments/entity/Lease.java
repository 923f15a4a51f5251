package payments.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * The right of one call to finish a payment, for as long as that call can run.
 *
 * @param owner unique to one call
 * @param until when the call's function is stopped at the latest; from then on another may take
 *     over
 */
public record Lease(String owner, Instant until) {

  /** Whether the owner may still be running. */
  public boolean isLive(Instant now) {
    return now.isBefore(until);
  }

  /** Whole seconds until the lease has run out, at least 1. */
  public long secondsLeft(Instant now) {
    return Math.max(1, (Duration.between(now, until).toMillis() + 999) / 1000);
  }
}
