package payments.shift.console;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;
import payments.shift.values.Durations;

/** What happens, in one line each, without the looks in between. */
final class EventLines implements Listener {
  private final Plan plan;
  private final Looks looks;
  private final Consumer<String> out;
  private boolean started;
  private Optional<Opening> opening = Optional.empty();
  private Optional<Look> last = Optional.empty();

  EventLines(Plan plan, Consumer<String> out) {
    this.plan = plan;
    this.looks = new Looks(plan);
    this.out = out;
  }

  @Override
  public void started(Plan plan) {
    started = true;
    out.accept(
        "cut-over from %s to %s: looking at how far it has come".formatted(plan.from(), plan.to()));
  }

  @Override
  public void working(String what) {
    out.accept(what);
  }

  @Override
  public void gates() {
    out.accept("looking at the gates");
  }

  @Override
  public void looked(Observation seen, Decision decision) {
    var look = looks.next(seen, decision);
    last = Optional.of(look);
    // A dry run is never started.
    if (started && opening.isEmpty()) {
      opening = Optional.of(Opening.of(seen, decision));
      open(opening.get(), look);
    }
    if (decision.action() instanceof Action.SetWeights set && set.message().back().isPresent()) {
      out.accept(
          "%s to %s: %s"
              .formatted(
                  started ? "GOING BACK" : "would go back",
                  plan.from(),
                  set.message().back().get()));
    } else if (decision.action() instanceof Action.SetWeights && seen.stack().to() > 0) {
      look.share()
          .ifPresent(
              share ->
                  out.accept(
                      "passed %s: %s got %s"
                          .formatted(seen.stack(), plan.to(), Words.achieved(share))));
    }
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    out.accept("setting " + names(weights));
  }

  @Override
  public void updated(Weights weights, Duration took) {
    out.accept("set %s, in %s".formatted(names(weights), Durations.inSeconds(took)));
  }

  @Override
  public void trouble(String what) {
    out.accept("trouble: " + what);
  }

  @Override
  public void ended(Action.Ending ending) {
    out.accept(Endings.text(ending));
    if (!opening.equals(Optional.of(Opening.OVER))) {
      last.ifPresent(look -> out.accept(Endings.toCommit(plan, look.stack())));
    }
  }

  private void open(Opening opening, Look look) {
    switch (opening) {
      case BEGINS -> out.accept("begins: " + course());
      case GOES_ON -> out.accept("goes on from %s: %s".formatted(look.stack(), course()));
      case GOES_BACK, OVER -> {}
    }
  }

  private String course() {
    return "steps %s, each baked for %s; if %s is bad, %s"
        .formatted(
            plan.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            Durations.text(plan.pace().bake()),
            plan.to(),
            plan.freeze() ? "the weights are held" : "all go back to " + plan.from());
  }

  private String names(Weights weights) {
    return "%s %d, %s %d".formatted(plan.from(), weights.from(), plan.to(), weights.to());
  }
}
