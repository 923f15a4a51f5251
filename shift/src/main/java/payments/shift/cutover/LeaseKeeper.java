package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds the lease, and keeps it by renewing it in the background. */
public final class LeaseKeeper implements Permit, AutoCloseable {
  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Lease lease;
  private final Time time;
  private final Consumer<String> progress;
  private final Runnable onRollbackAsked;
  private final ScheduledExecutorService renewing =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Instant until;
  private volatile boolean rollbackAsked;
  private volatile Optional<String> lost = Optional.empty();

  private LeaseKeeper(
      Lease lease,
      Time time,
      Consumer<String> progress,
      Runnable onRollbackAsked,
      boolean rollback,
      Instant until) {
    this.lease = lease;
    this.time = time;
    this.progress = progress;
    this.onRollbackAsked = onRollbackAsked;
    this.rollbackAsked = rollback;
    this.until = until;
  }

  /**
   * Takes the lease. One that nobody renews belongs to a tool that died: it is waited for.
   *
   * @param plan what the tool is about to do
   * @param rollback whether that is to go back; who holds the lease is then asked to do so, and
   *     waited for
   * @param progress told what is waited for
   * @param onRollbackAsked run when somebody wants to go back
   * @throws ShiftException if somebody else has it
   * @throws InterruptedException if the tool is to stop
   */
  public static LeaseKeeper take(
      Lease lease,
      String plan,
      boolean rollback,
      Time time,
      Consumer<String> progress,
      Runnable onRollbackAsked)
      throws InterruptedException {
    var patience = new Patience(time, progress);
    Optional<Lease.Held> first = Optional.empty();
    while (true) {
      Lease.Attempt attempt = patience.answer(() -> lease.take(plan));
      if (attempt instanceof Lease.Taken taken) {
        var keeper =
            new LeaseKeeper(lease, time, progress, onRollbackAsked, rollback, taken.until());
        keeper.start();
        return keeper;
      }
      var held = (Lease.Held) attempt;
      if (first.isEmpty()) {
        progress.accept(rollback ? asking(lease, held) : "waiting: " + explain(held));
        first = Optional.of(held);
      } else if (!rollback && held.until().isAfter(first.get().until())) {
        throw new ShiftException(
            "a cut-over is under way: %s. Wait for it, or run `make rollback` to have it go back"
                .formatted(explain(held)));
      }
      time.sleepUntil(time.now().plus(LOOK));
    }
  }

  private static String asking(Lease lease, Lease.Held held) {
    return lease
        .askForRollback()
        .map(it -> "asked %s to go back, and waiting for it".formatted(it.by()))
        .orElse("waiting: " + explain(held));
  }

  private static String explain(Lease.Held held) {
    return "%s holds the lease since %s and until %s unless it renews it (%s)"
        .formatted(held.by(), held.since(), held.until(), held.plan());
  }

  private void start() {
    long every = RENEWAL.toMillis();
    var unused = renewing.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  /** What the background does every ten seconds. */
  void renew() {
    try {
      Lease.Renewal renewal = lease.renew();
      if (renewal instanceof Lease.Kept kept) {
        until = kept.until();
        if (kept.rollbackAsked() && !rollbackAsked) {
          rollbackAsked = true;
          progress.accept("somebody asked to go back");
          onRollbackAsked.run();
        }
      } else {
        lost =
            ((Lease.Lost) renewal)
                .to()
                .map(LeaseKeeper::explain)
                .or(() -> Optional.of("it ran out, and nobody has it"));
      }
    } catch (ShiftException e) {
      progress.accept("the lease was not renewed: " + e.getMessage());
    }
  }

  @Override
  public void require() {
    if (lost.isEmpty() && time.now().isAfter(until)) {
      lost = Optional.of("it ran out at %s, since it could not be renewed".formatted(until));
    }
    if (lost.isPresent()) {
      throw new ShiftException(
          "the lease is lost: %s. Nothing more was changed; start this again"
              .formatted(lost.get()));
    }
  }

  @Override
  public boolean rollbackAsked() {
    return rollbackAsked;
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    renewing.shutdownNow();
    try {
      lease.release();
    } catch (ShiftException e) {
      progress.accept("the lease was not given back, and runs out by itself: " + e.getMessage());
    }
  }
}
