package payments.shift.pulumi;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConcurrentUpdateException;
import java.time.Duration;
import java.time.Instant;
import payments.shift.cutover.Change;
import payments.shift.cutover.LockedException;
import payments.shift.cutover.ShiftException;

/** Updates of one resource each, also where a killed one left its lock. */
final class Updates {
  private final PulumiProject project;
  private final LockPatience patience;

  /**
   * How long a lock is waited for.
   *
   * @param limit in all but a way back; long enough for an update of a record, which takes about 40
   *     seconds
   * @param pause between two tries
   * @param told how often it is told that it is still waited for
   */
  record LockPatience(Duration limit, Duration pause, Duration told) {
    static final LockPatience DEFAULT =
        new LockPatience(Duration.ofMinutes(2), Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  Updates(PulumiProject project, LockPatience patience) {
    this.project = project;
    this.patience = patience;
  }

  /**
   * Updates one resource of a stack.
   *
   * @param update which, and how
   * @throws LockedException if somebody else holds the stack for too long, and this is no way back
   * @throws ShiftException if the update fails
   */
  void up(Update update, Change change) {
    Instant limit = change.back() ? Instant.MAX : Instant.now().plus(patience.limit());
    Instant tell = Instant.MIN;
    while (true) {
      change.guard().require();
      try {
        project.up(update, change.message().text());
        return;
      } catch (ConcurrentUpdateException e) {
        StackLock lock = StackLock.read(update.stack(), e.getMessage());
        if (lock.isLeft()) {
          change
              .guard()
              .trouble(
                  "the lock of stack %s was left by a process that has ended: taken away"
                      .formatted(update.stack()));
          cancel(update.stack());
        } else if (Instant.now().isAfter(limit)) {
          throw new LockedException(lock.explanation());
        } else if (Instant.now().isAfter(tell)) {
          change.guard().trouble("waiting: " + lock.explanation());
          tell = Instant.now().plus(patience.told());
        }
        pause();
      } catch (AutomationException e) {
        throw PulumiProject.failed("pulumi up -s " + update.stack(), e);
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
