package payments.shift.pulumi;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConcurrentUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import payments.shift.cutover.LockedException;
import payments.shift.cutover.ShiftException;

/** Updates of one resource each, also where a killed one left its lock. */
final class Updates {
  private final PulumiProject project;
  private final Consumer<String> progress;
  private final Patience patience;

  /**
   * How long a lock is waited for.
   *
   * @param others one of somebody at work
   * @param killed one of an update that outlived its tool
   * @param pause between two looks
   */
  record Patience(Duration others, Duration killed, Duration pause) {
    /** Long enough for an update of a record, which takes about 40 seconds. */
    static final Patience DEFAULT =
        new Patience(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofSeconds(2));
  }

  Updates(PulumiProject project, Consumer<String> progress, Patience patience) {
    this.project = project;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Updates one resource of a stack.
   *
   * @param target the end of the resource's URN
   * @param beside whether another update runs at the same time
   * @throws LockedException if somebody else holds the stack for too long
   * @throws ShiftException if the update fails
   */
  void up(String stack, String target, String message, boolean beside) {
    Instant began = Instant.now();
    boolean said = false;
    while (true) {
      try {
        project.up(stack, target, message, beside);
        return;
      } catch (ConcurrentUpdateException e) {
        StackLock lock = StackLock.read(stack, e.getMessage());
        StackLock.Standing standing = lock.standing();
        if (standing == StackLock.Standing.DEAD) {
          progress.accept(
              "the lock of stack %s was left by a process that has ended: taken away"
                  .formatted(stack));
          cancel(stack);
          continue;
        }
        Duration limit =
            standing == StackLock.Standing.KILLED_TOOL ? patience.killed() : patience.others();
        if (Instant.now().isAfter(began.plus(limit))) {
          throw new LockedException(lock.explanation());
        }
        if (!said) {
          progress.accept("waiting: " + lock.explanation());
          said = true;
        }
        pause();
      } catch (AutomationException e) {
        throw PulumiProject.failed("pulumi up -s " + stack, e);
      }
    }
  }

  private void cancel(String stack) {
    try {
      project.stack(stack).cancel();
    } catch (AutomationException e) {
      throw PulumiProject.failed("pulumi cancel -s " + stack, e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShiftException("interrupted while a lock was waited for", e);
    }
  }
}
