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
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Lease lease;
  private final Time time;
  private final Consumer<String> progress;
  private final Runnable onRollbackAsked;
  private final Optional<Instant> deadSince;
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
      Lease.Taken taken) {
    this.lease = lease;
    this.time = time;
    this.progress = progress;
    this.onRollbackAsked = onRollbackAsked;
    this.rollbackAsked = rollback;
    this.deadSince = taken.deadSince();
    this.until = taken.until();
  }

  /**
   * Takes the lease. One that nobody renews belongs to a tool that died: it is waited for.
   *
   * @param plan what the tool is about to do
   * @param rollback whether that is to go back; who holds the lease is then asked to do so, and
   *     waited for
   * @param progress told what is waited for
   * @param onRollbackAsked run when somebody wants to go back
   * @throws ShiftException if somebody else has it, or does not go back for ten minutes
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
    var holders = new HolderWait(lease, rollback, time.now(), progress);
    while (true) {
      Lease.Attempt attempt = patience.answer(() -> lease.take(plan));
      if (attempt instanceof Lease.Taken taken) {
        var keeper = new LeaseKeeper(lease, time, progress, onRollbackAsked, rollback, taken);
        keeper.start();
        return keeper;
      }
      holders.see((Lease.Held) attempt, time.now());
      time.sleepUntil(time.now().plus(LOOK));
    }
  }

  private void start() {
    long every = RENEWAL.toMillis();
    var unused = renewing.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  /** What the background does every five seconds. */
  synchronized void renew() {
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
                .map(HolderWait::explain)
                .or(() -> Optional.of("it ran out, and nobody has it"));
      }
    } catch (RuntimeException e) { // One that got out would end all further renewals.
      progress.accept("the lease was not renewed: " + e.getMessage());
    }
  }

  /** {@inheritDoc} One that ran out is renewed here once more: nobody may have taken it. */
  @Override
  public void require() {
    if (lost.isEmpty() && time.now().isAfter(until)) {
      renew();
    }
    if (lost.isPresent()) {
      throw new BlockedException(
          "the lease is lost: %s. Nothing more was changed; start this again"
              .formatted(lost.get()));
    }
    if (time.now().isAfter(until)) {
      throw new ShiftException(
          "the lease ran out at %s and cannot be renewed: nothing was changed since"
              .formatted(until));
    }
  }

  @Override
  public Optional<Instant> deadSince() {
    return deadSince;
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
