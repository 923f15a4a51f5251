package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wait for whoever holds the lease; that may be one after the other. */
final class HolderWait {
  /** After which who wants to go back is told what else can be done. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern WHERE = Pattern.compile("@(.+), process (\\d+)");

  private final Lease lease;
  private final boolean rollback;
  private final Instant since;
  private final Consumer<String> progress;
  private Optional<Lease.Held> first = Optional.empty();
  private boolean longTold;

  /**
   * @param rollback whether it is waited for to go back
   * @param since the time
   * @param progress told what is waited for
   */
  HolderWait(Lease lease, boolean rollback, Instant since, Consumer<String> progress) {
    this.lease = lease;
    this.rollback = rollback;
    this.since = since;
    this.progress = progress;
  }

  /**
   * Somebody has it.
   *
   * @throws ShiftException if there is no use in waiting
   */
  void see(Lease.Held held, Instant now) {
    if (rollback) {
      ask(held);
      bear(held, now);
    } else if (first.isEmpty()) {
      progress.accept("waiting: " + explain(held));
    } else if (held.until().isAfter(first.get().until())) {
      throw new ShiftException(
          "a cut-over is under way: %s. Wait for it, or run `make rollback` to have it go back"
              .formatted(explain(held)));
    }
    first = first.or(() -> Optional.of(held));
  }

  private void ask(Lease.Held held) {
    if (held.rollbackAsked()) {
      return;
    }
    try {
      lease
          .askForRollback()
          .ifPresent(
              it -> progress.accept("asked %s to go back, and waiting for it".formatted(it.by())));
    } catch (BlockedException e) {
      throw e;
    } catch (ShiftException e) {
      progress.accept("asked again at the next look: " + e.getMessage());
    }
  }

  private void bear(Lease.Held held, Instant now) {
    if (now.isAfter(since.plus(LIMIT))) {
      throw new ShiftException(
          "ten minutes, and not yet back: %s. End it with %s, then run `make rollback` again"
              .formatted(explain(held), end(held)));
    }
    if (!longTold && now.isAfter(since.plus(LONG))) {
      progress.accept(
          "waiting for long: %s. If it hangs, end it with %s: this then goes back itself"
              .formatted(explain(held), end(held)));
      longTold = true;
    }
  }

  static String explain(Lease.Held held) {
    return "%s holds the lease since %s and until %s unless it renews it (%s)"
        .formatted(held.by(), held.since(), held.until(), held.plan());
  }

  /** How a person ends one that hangs, which a plain {@code kill} does not: that is waited for. */
  private static String end(Lease.Held held) {
    Matcher where = WHERE.matcher(held.by());
    return where.find()
        ? "`kill -9 %s` on %s".formatted(where.group(2), where.group(1))
        : "`kill -9`";
  }
}
