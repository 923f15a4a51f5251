package payments.shift.tool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Has SIGINT, SIGTERM and SIGHUP end a run in order, with the exit code of the run: an update that
 * has begun is waited for, on all stacks, a way back is finished, and the lease is given back.
 *
 * <p>There is no limit to that: one here would cut the run between the stack {@code shared} and the
 * records. Its own waits have limits, but a way back's, which is worth any wait. Whoever cannot
 * wait has {@code kill -9}.
 */
final class EndingInOrder {
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final Runnable stop;
  private final Consumer<String> told;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int code = 2;

  /**
   * @param stop has the run end
   * @param told told each minute that it has not yet ended
   */
  EndingInOrder(Runnable stop, Consumer<String> told) {
    this.stop = stop;
    this.told = told;
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
    try {
      await(TOLD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  /** Has the run end, and waits for that. */
  void await(Duration between) throws InterruptedException {
    stop.run();
    while (!ended.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
      told.accept(
          "told to end: what has begun is finished first. If it hangs, `kill -9 %d` ends this at once: an update of Pulumi's then goes on by itself, and the next start waits for it"
              .formatted(ProcessHandle.current().pid()));
    }
  }
}
