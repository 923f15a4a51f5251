package payments.shift.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import payments.shift.cutover.Listener;
import payments.shift.cutover.Notices;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Deployment;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;
import payments.shift.values.Durations;

/**
 * Tells people who are not looking: at the start, after each step, when all go back and why, at the
 * end; nothing of a run that finds nothing to do. It sends from a thread of its own: nothing that a
 * notice does may hold up a way back.
 */
public final class NoticeSender implements Listener, AutoCloseable {
  private static final Duration LAST = Duration.ofSeconds(30);

  private final Plan plan;
  private final Looks looks;
  private final Notices notices;
  private final ExecutorService sending;
  private Optional<Look> last = Optional.empty();
  private Optional<Opening> opening = Optional.empty();
  private boolean goesBack;
  private boolean holds;

  /**
   * @param plan the cut-over
   * @param notices where to send
   */
  public NoticeSender(Plan plan, Notices notices) {
    this.plan = plan;
    this.looks = new Looks(plan);
    this.notices = notices;
    this.sending =
        Executors.newSingleThreadExecutor(
            task -> {
              var thread = new Thread(task, "notices");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void started(Plan begun) {}

  @Override
  public void working(String what) {}

  @Override
  public void looked(Observation seen, Decision decision) {
    var look = looks.next(seen, decision);
    last = Optional.of(look);
    if (opening.isEmpty()) {
      opening = Optional.of(Opening.of(seen, decision));
      open(opening.get(), look);
    }
    if (!goesBack
        && decision.action() instanceof Action.SetWeights set
        && set.message().back().isPresent()) {
      goesBack = true;
      send(
          "GOES BACK",
          "All customers go back to %s: %s.".formatted(plan.from(), set.message().back().get()));
    }
    if (decision.action() instanceof Action.Wait) {
      seen.deployed().ifPresent(this::hold);
    }
  }

  /** Once: a step follows no more, and the end is a bake away. */
  private void hold(Deployment deployment) {
    if (!holds && !goesBack) {
      holds = true;
      send(
          "no step follows",
          "%s. Both colors are watched on for a while, then this stops for a person."
              .formatted(deployment.text()));
    }
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {}

  @Override
  public void updated(Weights weights, Duration took) {
    if (!goesBack) {
      send(
          "%d%% at %s".formatted(weights.to(), plan.to()),
          "%s now has %d%% of the customers, %s has %d%%."
              .formatted(plan.to(), weights.to(), plan.from(), weights.from()));
    }
  }

  @Override
  public void trouble(String what) {}

  @Override
  public void ended(Action.Ending ending) {
    boolean over = opening.equals(Optional.of(Opening.OVER));
    if (over && ending instanceof Action.Done) {
      return;
    }
    send(
        Endings.title(ending),
        Endings.text(ending)
            + "."
            + last.filter(look -> !over)
                .map(look -> "\n\nTo do: %s.".formatted(Endings.toCommit(plan, look.stack())))
                .orElse(""));
  }

  private void open(Opening opening, Look look) {
    switch (opening) {
      case BEGINS ->
          send(
              "begins",
              "Customers move from %s to %s %s".formatted(plan.from(), plan.to(), course()));
      case GOES_ON ->
          send(
              "goes on",
              "Customers, of whom %s has %d%%, move on from %s to it %s"
                  .formatted(plan.to(), look.stack().to(), plan.from(), course()));
      case GOES_BACK, OVER -> {}
    }
  }

  private String course() {
    return "in steps of %s percent, each watched for %s. If %s is bad, %s."
        .formatted(
            plan.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            Durations.text(plan.pace().bake()),
            plan.to(),
            plan.freeze()
                ? "the weights stay as they are for a person to decide"
                : "all go back to " + plan.from() + " at once");
  }

  /** Waits for what is not sent yet, half a minute at most. */
  @Override
  public void close() {
    sending.shutdown();
    try {
      if (!sending.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS)) {
        sending.shutdownNow();
      }
    } catch (InterruptedException e) {
      sending.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void send(String what, String text) {
    String subject = "Cut-over %s to %s: %s".formatted(plan.from(), plan.to(), what);
    String body = text + last.map(look -> "\n\n" + figures(look)).orElse("") + "\n";
    sending.execute(() -> notices.send(subject, body));
  }

  /** Both colors as they were seen last. */
  private static String figures(Look look) {
    return "Seen at %s:%n%s"
        .formatted(look.seen().now(), Comparison.line(look).replace(" | ", "\n"));
  }
}
