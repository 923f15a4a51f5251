package payments.local.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import payments.local.LocalException;

/** Waiting a moment. */
public final class Pause {
  private Pause() {}

  /**
   * Waits.
   *
   * @throws LocalException if the thread is told to stop meanwhile
   */
  public static void of(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while waiting", e);
    }
  }
}
