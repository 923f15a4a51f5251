package payments.local.load;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of one payment.
 *
 * @param id its transaction id and idempotency key
 * @param due when it was to be sent
 * @param color the color that answered last; {@value #NOBODY} if none ever did
 * @param status of the last answer; 0 if there was none
 * @param tries how often it was sent
 * @param latency from when it was due, not from when it was sent: had the load fallen behind, the
 *     customer would have waited too
 */
public record Paid(String id, Instant due, String color, int status, int tries, Duration latency) {
  /** Instead of the color, if there was no answer that names it. */
  public static final String NOBODY = "none";

  /** Whether the payment was taken. */
  public boolean ok() {
    return status == 200;
  }
}
