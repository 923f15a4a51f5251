package payments.shift.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.shift.decision.Judgement.Doubt;
import payments.shift.decision.State.Applying;
import payments.shift.decision.State.Baking;
import payments.shift.decision.State.Beginning;
import payments.shift.decision.State.Ended;
import payments.shift.decision.State.Keeping;
import payments.shift.decision.State.Moving;
import payments.shift.decision.State.Spreading;

/** One decision, from one observation. */
final class Turn {
  private final Plan plan;
  private final Observation seen;
  private final Judgement judgement;
  private final Admission admission;

  Turn(Plan plan, Observation seen) {
    this.plan = plan;
    this.seen = seen;
    this.judgement = new Judgement(plan, seen);
    this.admission = new Admission(plan, seen);
  }

  Decision next(State state) {
    if (state instanceof Ended ended) {
      return new Decision(ended, ended.ending());
    }
    if (state instanceof Beginning) {
      return begin();
    }
    return move((Moving) state);
  }

  /** Goes on from what is found in the stack. */
  private Decision begin() {
    if (seen.rollbackAsked()) {
      return byHand(wayBackEnds());
    }
    Optional<Weights> found = seen.stack().sane();
    if (found.isEmpty()) {
      return stop(
          StopKind.WEIGHTS_NOT_SANE,
          "the stack has the weights %s: set payments:trafficWeights to two numbers of sum 100"
              .formatted(seen.stack()));
    }
    Weights weights = found.get();
    Optional<UpdateMessage> last = lastMessage();
    Optional<String> goingBack = last.filter(it -> it.movesAs(plan)).flatMap(UpdateMessage::back);
    if (goingBack.isPresent() && !seen.settled(Weights.BACK)) {
      return back(goingBack.get());
    }
    if (weights.moved() && seen.settled(weights) && !seen.now().isBefore(wayBackEnds())) {
      return done("%s has all customers since %s".formatted(plan.to(), changedAt()));
    }
    return danger(weights)
        .orElseGet(() -> goOn(weights, last.filter(it -> it.sets(plan, weights)).isPresent()));
  }

  private Decision goOn(Weights weights, boolean ours) {
    List<String> refusals = weights.moved() ? List.of() : refusals(weights);
    if (!refusals.isEmpty()) {
      return stop(StopKind.REFUSED, String.join("; ", refusals));
    }
    boolean same = seen.recordsAre(weights);
    if (!same && !ours) {
      return stop(
          StopKind.REFUSED,
          "Route 53 has the weights %s and the stack %s: run pulumi up on the shared stack and both colors"
              .formatted(seen.recordsText(), weights));
    }
    return apply(new Applying(before(), weights, Optional.empty(), same ? 1 : 0, seen.now()));
  }

  private Decision move(Moving state) {
    if (seen.rollbackAsked() && !goesBack(state)) {
      return byHand(Instant.MAX);
    }
    if (changedByPerson(state)) {
      return stop(
          StopKind.CHANGED_BY_PERSON,
          "the weights are %s in the stack and %s in Route 53, not %s: somebody else changed them"
              .formatted(seen.stack(), seen.recordsText(), state.weights()));
    }
    if (goesBack(state)) {
      return goBack((Applying) state);
    }
    return danger(state.weights()).orElseGet(() -> pass(state));
  }

  private Decision pass(Moving state) {
    if (state instanceof Applying applying) {
      return apply(applying);
    }
    if (state instanceof Spreading spreading) {
      return spread(spreading);
    }
    if (state instanceof Baking baking) {
      return bake(baking);
    }
    return keep((Keeping) state);
  }

  private Decision apply(Applying state) {
    return unsettled(state)
        .orElseGet(
            () ->
                state.weights().to() == 0
                    ? step(state.weights())
                    : spread(
                        new Spreading(
                            state.weights(), changedAt(), seen.now().plus(plan.pace().ttl()))));
  }

  private Decision goBack(Applying state) {
    return unsettled(state).orElseGet(() -> end(new Action.WentBack(state.back().orElseThrow())));
  }

  /** What is to be done until the weights are in force; empty if they are. */
  private Optional<Decision> unsettled(Applying state) {
    Weights weights = state.weights();
    if (seen.settled(weights)) {
      return Optional.empty();
    }
    if (!seen.stack().is(weights) || !seen.recordsAre(weights)) {
      return Optional.of(
          state.attempts() < ShiftMachine.MOST_ATTEMPTS
              ? set(state)
              : stop(
                  StopKind.UPDATE_FAILED,
                  "%d updates to %s left %s in the stack and %s in Route 53"
                      .formatted(state.attempts(), weights, seen.stack(), seen.recordsText())));
    }
    Instant limit = state.since().plus(plan.pace().syncLimit());
    return Optional.of(
        seen.now().isBefore(limit)
            ? wait(state, limit, "Route 53 to be INSYNC")
            : stop(
                StopKind.NOT_IN_SYNC,
                "the weights are %s, but Route 53 is not INSYNC after %s"
                    .formatted(weights, text(plan.pace().syncLimit()))));
  }

  private Decision spread(Spreading state) {
    return seen.now().isBefore(state.until())
        ? wait(state, state.until(), "resolvers to forget the old answer")
        : bake(new Baking(state.weights(), state.changedAt(), seen.now()));
  }

  private Decision bake(Baking state) {
    Instant baked = state.since().plus(plan.pace().bake());
    if (seen.measuredUntil().isBefore(baked)) {
      return waitForData(
          state, baked, new Doubt(StopKind.TOO_LITTLE_DATA, "figures end before the bake does"));
    }
    Optional<Doubt> doubt = judgement.doubt(state.weights());
    if (doubt.isPresent()) {
      return waitForData(state, baked, doubt.get());
    }
    return state.weights().moved()
        ? keep(new Keeping(state.changedAt().plus(plan.pace().keepWindow())))
        : step(state.weights());
  }

  private Decision waitForData(Baking state, Instant baked, Doubt doubt) {
    Instant end = baked.plus(plan.pace().prolongation());
    if (!seen.now().isBefore(end)) {
      return stop(doubt.kind(), "at %s: %s".formatted(state.weights(), doubt.reason()));
    }
    boolean prolonged = !seen.now().isBefore(baked);
    return wait(
        state,
        prolonged ? end : baked,
        prolonged ? "more to go by, since " + doubt.reason() : "the bake at " + state.weights());
  }

  private Decision keep(Keeping state) {
    return seen.now().isBefore(state.until())
        ? wait(state, state.until(), "the end of the window to go back in")
        : done(plan.to() + " has all customers");
  }

  /** One step more, if the gates are open. */
  private Decision step(Weights weights) {
    List<String> refusals = refusals(weights);
    return refusals.isEmpty()
        ? set(new Applying(before(), plan.after(weights), Optional.empty(), 0, seen.now()))
        : stop(StopKind.REFUSED, String.join("; ", refusals));
  }

  /**
   * Why the new color gets no more weight: closed gates, and whatever is wrong with either color.
   */
  private List<String> refusals(Weights weights) {
    return Stream.of(
            admission.closedGates(), judgement.faultsOfTo(weights), judgement.faultsOfFrom())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * What is to be done at once where a color is bad; empty if the new one, which has weight, is
   * not.
   */
  private Optional<Decision> danger(Weights weights) {
    List<String> faults = weights.to() > 0 ? judgement.faultsOfTo(weights) : List.of();
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    String reason = String.join("; ", faults);
    List<String> others = judgement.faultsOfFrom();
    if (!others.isEmpty()) {
      return Optional.of(
          stop(
              StopKind.BOTH_BAD,
              "held at %s: %s; %s".formatted(weights, reason, String.join("; ", others))));
    }
    return Optional.of(
        plan.freeze()
            ? stop(StopKind.FROZEN, "held at %s: %s".formatted(weights, reason))
            : back(reason));
  }

  private Decision byHand(Instant wayBackEnds) {
    if (seen.stack().is(Weights.withTo(Weights.ALL)) && !seen.now().isBefore(wayBackEnds)) {
      return stop(
          StopKind.KEEP_WINDOW_OVER,
          "%s was kept until %s only: move customers to it as to any new color"
              .formatted(plan.from(), wayBackEnds));
    }
    return back("a person asked for it");
  }

  private Decision back(String reason) {
    return goBack(new Applying(before(), Weights.BACK, Optional.of(reason), 0, seen.now()));
  }

  private Decision set(Applying state) {
    List<String> unhealthy = admission.unhealthy(state.weights());
    if (!unhealthy.isEmpty()) {
      return stop(
          StopKind.NO_HEALTHY_RECORD,
          "not set to %s: %s".formatted(state.weights(), String.join("; ", unhealthy)));
    }
    return new Decision(
        new Applying(
            state.before(), state.weights(), state.back(), state.attempts() + 1, seen.now()),
        new Action.SetWeights(state.weights(), message(state)));
  }

  private boolean changedByPerson(Moving state) {
    return state instanceof Applying applying
        ? !seen.stack().is(applying.weights()) && !asBefore(applying)
        : !seen.stack().is(state.weights()) || !seen.recordsAre(state.weights());
  }

  /** Whether the stack is as it was, and nobody updated it since unless by what was ordered. */
  private boolean asBefore(Applying state) {
    boolean nobody = seen.lastUpdate().equals(state.before().update());
    boolean ordered = lastMessage().filter(it -> it.equals(message(state))).isPresent();
    return seen.stack().equals(state.before().stack()) && (nobody || ordered);
  }

  private static boolean goesBack(Moving state) {
    return state instanceof Applying applying && applying.back().isPresent();
  }

  /** The message of the last update, if it was a cut-over's. */
  private Optional<UpdateMessage> lastMessage() {
    return seen.lastUpdate().map(LastUpdate::message).flatMap(UpdateMessage::read);
  }

  private UpdateMessage message(Applying state) {
    return new UpdateMessage(plan.from(), plan.to(), state.weights(), state.back());
  }

  private State.Before before() {
    return new State.Before(seen.stack(), seen.lastUpdate());
  }

  private Instant changedAt() {
    return seen.lastUpdate().map(LastUpdate::at).orElse(seen.now());
  }

  private Instant wayBackEnds() {
    return changedAt().plus(plan.pace().keepWindow());
  }

  private Decision wait(State state, Instant end, String reason) {
    Instant look = seen.now().plus(plan.pace().watchInterval());
    return new Decision(state, new Action.Wait(look.isBefore(end) ? look : end, reason));
  }

  private static String text(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private static Decision done(String reason) {
    return end(new Action.Done(reason));
  }

  private static Decision stop(StopKind kind, String reason) {
    return end(new Action.Stop(kind, reason));
  }

  private static Decision end(Action.Ending ending) {
    return new Decision(new Ended(ending), ending);
  }
}
