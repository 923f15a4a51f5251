package payments.shift.tool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Has SIGINT and SIGTERM end a run in order, with the exit code of the run: an update that has
 * begun is waited for, and the lease is given back.
 */
final class EndingInOrder {
  /** More than an update of both records after each other takes. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Runnable stop;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int code = 2;

  /**
   * @param stop has the run end
   */
  EndingInOrder(Runnable stop) {
    this.stop = stop;
  }

  /** Runs. */
  int run(IntSupplier work) {
    var hook = new Thread(this::end, "end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      code = work.getAsInt();
    } finally {
      ended.countDown();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came: the hook ends the process with the code.
    }
    return code;
  }

  private void end() {
    stop.run();
    try {
      if (!ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "an update does not end: it goes on by itself, and the next start waits for it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }
}
