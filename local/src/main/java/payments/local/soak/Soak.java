package payments.local.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import payments.local.audit.Audit;
import payments.local.audit.StoreReader;
import payments.local.audit.Stored;
import payments.local.audit.Violations;
import payments.local.console.Progress;
import payments.local.process.Pause;

/**
 * Sends payments from many clients to both colors, each one to four times, while function processes
 * are killed, and then looks whether each was taken exactly once.
 */
public final class Soak {
  private static final Duration SHOW = Duration.ofSeconds(2);
  private static final Duration LEDGERS = Duration.ofMinutes(3);

  private final SoakSettings settings;
  private final Surroundings surroundings;
  private final Progress progress;
  private final Plan plan;
  private final Violations violations = new Violations();
  private final Tally tally = new Tally();

  /**
   * @param settings how long and how hard
   * @param surroundings the running system
   * @param progress where to show it
   */
  public Soak(SoakSettings settings, Surroundings surroundings, Progress progress) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.progress = progress;
    // The same seed makes the same payments under other ids, or a second run would find them taken.
    String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
    this.plan = Plan.of(settings.seed(), settings.payments(), run);
  }

  /**
   * Runs it and prints the result.
   *
   * @return whether every payment was taken exactly once
   */
  public boolean run() {
    StoreReader stores = surroundings.stores(plan.prefix());
    int failedBefore = stores.inFailureQueues();
    List<Conversation> conversations =
        plan.payments().stream()
            .map(payment -> new Conversation(payment, violations, tally::paymentOver))
            .toList();
    Instant start = Instant.now();
    Killer killer = pay(conversations);
    Duration took = Duration.between(start, Instant.now());
    Stored stored = stored(stores, start);
    Audit audit = new Audit(stored, violations);
    audit.run(conversations);
    new KillAudit(killer.kills(), violations).run(settings.kills(), conversations);
    checkFailureQueues(stores.inFailureQueues() - failedBefore);
    progress.line(
        new Report(
                plan,
                settings,
                tally,
                killer.killed(),
                took,
                stored,
                audit.loggedTwice(),
                violations)
            .toString());
    return violations.count() == 0;
  }

  private Killer pay(List<Conversation> conversations) {
    Agenda agenda = new Agenda(conversations, settings.patience());
    ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    try (Killer killer = killer()) {
      long start = System.nanoTime();
      var unused =
          ticker.scheduleAtFixedRate(
              () -> show(start, agenda, killer),
              SHOW.toMillis(),
              SHOW.toMillis(),
              TimeUnit.MILLISECONDS);
      new Clients(settings.clients(), agenda, surroundings.caller(), tally).run();
      return killer;
    } finally {
      ticker.shutdownNow();
    }
  }

  private Killer killer() {
    return new Killer(
        surroundings.processes()::list,
        tally::answers,
        settings.kills(),
        plan.sends(),
        settings.seed(),
        violations);
  }

  private void show(long start, Agenda agenda, Killer killer) {
    double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
    progress.line(
        "  %4.0f s  %d of %d payments, %d answers (%.1f/s) %s, %d waiting, %d killed"
            .formatted(
                seconds,
                tally.over(),
                plan.payments().size(),
                tally.answers(),
                tally.answers() / seconds,
                tally.byStatus(),
                agenda.waiting(),
                killer.kills().size()));
  }

  /** The ledgers follow behind; what is not there in time is a violation. */
  private Stored stored(StoreReader stores, Instant start) {
    try (Progress.Step step = progress.step("Looking for all payments in every store")) {
      long deadline = System.nanoTime() + LEDGERS.toNanos();
      int there = stores.inEveryLedger();
      while (there < plan.payments().size() && System.nanoTime() < deadline) {
        step.detail(there + " in both ledgers");
        Pause.of(Duration.ofSeconds(1));
        there = stores.inEveryLedger();
      }
      Stored stored = stores.read(start);
      step.done();
      return stored;
    }
  }

  private void checkFailureQueues(int records) {
    if (records > 0) {
      violations.add("ledgers", records + " records are in their failure queues");
    }
  }
}
