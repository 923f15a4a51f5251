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

  /** Whether being told to stop has to wait, since what is under way must be finished. */
  void finishFirst(boolean underWay);
}
