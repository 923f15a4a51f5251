package payments.shift.cutover;

import java.time.Instant;

/** The clock, and waiting by it. */
public interface Time {
  /** The time. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if the tool is to stop
   */
  void sleepUntil(Instant moment) throws InterruptedException;

  /**
   * Goes on at once.
   *
   * @throws InterruptedException if the tool is to stop
   */
  void requireGoing() throws InterruptedException;
}
