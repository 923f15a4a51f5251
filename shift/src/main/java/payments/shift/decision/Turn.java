package payments.shift.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final Updates updates;

  Turn(Plan plan, Observation seen) {
    this.plan = plan;
    this.seen = seen;
    this.judgement = new Judgement(plan, seen);
    this.admission = new Admission(plan, seen, judgement);
    this.updates = new Updates(plan, seen);
  }

  Decision next(State state) {
    if (state instanceof Ended ended) {
      return new Decision(ended, ended.ending());
    }
    if (state instanceof Beginning beginning) {
      return begin(beginning);
    }
    return move((Moving) state);
  }

  /** Goes on from what is found in the stack. */
  private Decision begin(Beginning state) {
    if (seen.rollbackAsked()) {
      return wayBackIsOver() ? kept("customers are not moved back") : byHand();
    }
    Optional<Weights> found = seen.stack().sane();
    if (found.isEmpty()) {
      return Decision.stop(
          StopKind.WEIGHTS_NOT_SANE,
          "the stack has the weights %s: set payments:trafficWeights to two numbers of sum 100"
              .formatted(seen.stack()));
    }
    Weights weights = found.get();
    Optional<UpdateMessage> last = updates.last();
    Optional<String> goingBack = last.filter(it -> it.movesAs(plan)).flatMap(UpdateMessage::back);
    if (goingBack.isPresent() && (isOfTheDead(state) || !seen.written(Weights.BACK))) {
      return wayBackIsOver() ? kept(goingBack.get()) : back(goingBack.get());
    }
    boolean toBeEnded = last.filter(it -> it.to().equals(plan.to())).isPresent();
    if (weights.moved() && seen.written(weights) && (!toBeEnded || wayBackIsOver())) {
      return done("nothing to do: %s has all customers".formatted(plan.to()));
    }
    return danger(weights)
        .orElseGet(() -> goOn(weights, last.filter(it -> it.sets(plan, weights)).isPresent()));
  }

  /** Whether the last update was made by a tool that died. */
  private boolean isOfTheDead(Beginning state) {
    return state.deadSince().filter(since -> !updates.lastAt().isBefore(since)).isPresent();
  }

  private Decision goOn(Weights weights, boolean ours) {
    List<String> refusals = weights.moved() ? List.of() : admission.refusals(weights);
    if (!refusals.isEmpty()) {
      return Decision.stop(StopKind.REFUSED, String.join("; ", refusals));
    }
    if (!ours && !seen.recordsAre(weights)) {
      return Decision.stop(
          StopKind.REFUSED,
          "Route 53 has the weights %s and the stack %s: run pulumi up on the shared stack and both colors"
              .formatted(seen.recordsText(), weights));
    }
    return apply(updates.begin(weights, Optional.empty()));
  }

  private Decision move(Moving state) {
    if (seen.rollbackAsked() && !goesBack(state)) {
      return byHand();
    }
    if (updates.changedByPerson(state)) {
      return Decision.stop(
          StopKind.CHANGED_BY_PERSON,
          "the weights are %s in the stack and %s in Route 53, not %s: somebody else changed them"
              .formatted(seen.stack(), seen.recordsText(), state.weights()));
    }
    if (goesBack(state)) {
      return goBack((Applying) state);
    }
    return danger(state.weights()).or(this::oldDeployed).orElseGet(() -> pass(state));
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
    return updates
        .pending(state)
        .orElseGet(
            () ->
                state.weights().to() == 0
                    ? step(state.weights())
                    : spread(
                        new Spreading(
                            state.weights(),
                            updates.lastAt(),
                            seen.now().plus(plan.pace().ttl()))));
  }

  private Decision goBack(Applying state) {
    return updates
        .pending(state)
        .orElseGet(() -> Decision.end(new Action.WentBack(state.back().orElseThrow())));
  }

  private Decision spread(Spreading state) {
    return seen.now().isBefore(state.until())
        ? wait(state, state.until(), watching("resolvers to forget the old answer"))
        : bake(new Baking(state.weights(), state.changedAt(), seen.now()));
  }

  private Decision bake(Baking state) {
    Instant baked = state.since().plus(plan.pace().bake());
    if (seen.measuredUntil().isBefore(baked)) {
      return waitForData(
          state, baked, new Doubt(StopKind.TOO_LITTLE_DATA, "figures end before the bake does"));
    }
    List<String> losses = judgement.losses(state.weights());
    if (!losses.isEmpty()) {
      return condemn(state.weights(), losses);
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
      return Decision.stop(doubt.kind(), "at %s: %s".formatted(state.weights(), doubt.reason()));
    }
    boolean prolonged = !seen.now().isBefore(baked);
    return wait(
        state,
        prolonged ? end : baked,
        prolonged
            ? "more to go by, since " + doubt.reason()
            : watching("the bake at " + state.weights()));
  }

  private Decision keep(Keeping state) {
    return seen.now().isBefore(state.until())
        ? wait(state, state.until(), watching("the end of the window to go back in"))
        : seen.deployed()
            .map(Turn::deployed)
            .orElseGet(() -> done(plan.to() + " has all customers"));
  }

  /** One step more, if the gates are open. */
  private Decision step(Weights weights) {
    List<String> refusals = admission.refusalsOfStep(weights);
    return refusals.isEmpty()
        ? updates.order(plan.after(weights))
        : Decision.stop(StopKind.REFUSED, String.join("; ", refusals));
  }

  /**
   * What is to be done at once where a color is bad; empty if the new one, which has weight, is
   * not.
   */
  private Optional<Decision> danger(Weights weights) {
    List<String> faults = weights.to() > 0 ? judgement.faultsOfTo(weights) : List.of();
    return faults.isEmpty() ? Optional.empty() : Optional.of(condemn(weights, faults));
  }

  /** What customers would go back to is another than was watched: a person is to know. */
  private Optional<Decision> oldDeployed() {
    return seen.deployed().filter(it -> it.color().equals(plan.from())).map(Turn::deployed);
  }

  private static Decision deployed(Deployment deployment) {
    return Decision.stop(StopKind.DEPLOYED, deployment.text());
  }

  /** What is waited for, and that no step follows where the new color has become another. */
  private String watching(String what) {
    return seen.deployed().map(it -> what + "; no step follows: " + it.text()).orElse(what);
  }

  /** What is done about a bad new color. */
  private Decision condemn(Weights weights, List<String> faults) {
    String reason = String.join("; ", faults);
    List<String> others = judgement.faultsThatHold();
    if (!others.isEmpty()) {
      return Decision.stop(
          StopKind.BOTH_BAD,
          "held at %s: %s; %s".formatted(weights, reason, String.join("; ", others)));
    }
    if (wayBackIsOver()) {
      return kept(reason);
    }
    return plan.freeze()
        ? Decision.stop(StopKind.FROZEN, "held at %s: %s".formatted(weights, reason))
        : back(reason);
  }

  private Decision byHand() {
    return back("a person asked for it");
  }

  private Decision back(String reason) {
    return goBack(updates.begin(Weights.BACK, Optional.of(reason)));
  }

  private static boolean goesBack(Moving state) {
    return state instanceof Applying applying && applying.back().isPresent();
  }

  /** Whether all customers have moved for so long that the old color may have become another. */
  private boolean wayBackIsOver() {
    return seen.written(Weights.withTo(Weights.ALL)) && !seen.now().isBefore(wayBackEnds());
  }

  private Instant wayBackEnds() {
    return updates.lastAt().plus(plan.pace().keepWindow());
  }

  private Decision kept(String reason) {
    return Decision.stop(
        StopKind.KEEP_WINDOW_OVER,
        "%s: %s was kept until %s only: if nothing was deployed to it since, go back with a longer --keep-window (make rollback KEEP_WINDOW=24h); else mend %s"
            .formatted(reason, plan.from(), wayBackEnds(), plan.to()));
  }

  private Decision wait(State state, Instant end, String reason) {
    return Decision.wait(plan, state, seen, end, reason);
  }

  private static Decision done(String reason) {
    return Decision.end(new Action.Done(reason));
  }
}
