package payments.shift.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.State;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** How far a cut-over has come. */
final class Progress {
  private final Looks looks;
  private final Instant startedAt;
  private final Map<Integer, String> passed = new TreeMap<>();
  private Optional<Look> look = Optional.empty();
  private Optional<Integer> atWork = Optional.empty();
  private String doing = "starting";
  private Instant doingSince;
  private Optional<Instant> until = Optional.empty();
  private boolean goesBack;

  Progress(Plan plan, Instant now) {
    this.looks = new Looks(plan);
    this.startedAt = now;
    this.doingSince = now;
  }

  void working(String what, Instant now) {
    doing(what, Optional.empty(), now);
  }

  void looked(Observation seen, Decision decision, Instant now) {
    boolean first = look.isEmpty();
    Look next = looks.next(seen, decision);
    look = Optional.of(next);
    if (first) {
      seen.stack().sane().ifPresent(it -> found(it, next.plan()));
    }
    Phase phase = next.phase();
    if (goesOn(decision)) {
      pass(next);
    }
    at(phase.weights().to());
    doing(phase.doing(), phase.until(), now);
  }

  void updating(Weights weights, UpdateMessage message, Instant now) {
    goesBack = message.back().isPresent();
    at(weights.to());
    doing(
        goesBack
            ? "going back to %s: %s".formatted(message.from(), message.back().get())
            : "setting " + weights,
        Optional.empty(),
        now);
  }

  Instant startedAt() {
    return startedAt;
  }

  /** The last look; empty before the first. */
  Optional<Look> look() {
    return look;
  }

  /** The step at work; empty at weights that give the new color nothing. */
  Optional<Integer> atWork() {
    return atWork;
  }

  /** What came of a step; empty if it is not passed. */
  Optional<String> passed(int step) {
    return Optional.ofNullable(passed.get(step));
  }

  String doing() {
    return doing;
  }

  Instant doingSince() {
    return doingSince;
  }

  /** How long the step at work is still watched at least; zero if that is not known. */
  Duration leastLeft(Instant now) {
    Instant end = look.map(it -> leastEnd(it.plan(), it.decision().state(), now)).orElse(now);
    return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
  }

  private static Instant leastEnd(Plan plan, State state, Instant now) {
    if (state instanceof State.Spreading spreading) {
      return spreading.until().plus(plan.pace().bake());
    }
    return state instanceof State.Baking baking ? baking.since().plus(plan.pace().bake()) : now;
  }

  /** When that ends at the latest; empty if that is not known. */
  Optional<Instant> until() {
    return until;
  }

  boolean goesBack() {
    return goesBack;
  }

  /** Steps that an earlier run has made. */
  private void found(Weights weights, Plan plan) {
    plan.steps().stream()
        .filter(step -> step < weights.to())
        .forEach(step -> passed.put(step, "passed before"));
  }

  private static boolean goesOn(Decision decision) {
    return decision.state() instanceof State.Keeping
        || (decision.action() instanceof Action.SetWeights set && set.message().back().isEmpty());
  }

  private void pass(Look passing) {
    passing
        .share()
        .ifPresent(
            share ->
                passed.put(
                    share.declared(),
                    "%s got %s".formatted(passing.plan().to(), Words.achieved(share))));
  }

  private void at(int percent) {
    atWork = Optional.of(percent).filter(it -> it > 0 && !goesBack);
  }

  private void doing(String what, Optional<Instant> end, Instant now) {
    if (!what.equals(doing)) {
      doing = what;
      doingSince = now;
    }
    until = end;
  }
}
