package payments.shift.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.shift.decision.State.Applying;
import payments.shift.decision.State.Moving;
import payments.shift.values.Durations;

/** The updates that set weights: what was ordered, what became of it, and who else made any. */
final class Updates {
  private final Plan plan;
  private final Observation seen;

  Updates(Plan plan, Observation seen) {
    this.plan = plan;
    this.seen = seen;
  }

  /** Weights that are to be in force, of which nothing was ordered yet. */
  Applying begin(Weights weights, Optional<String> back) {
    var before = new State.Before(seen.stack(), seen.lastUpdate(), seen.records());
    return new Applying(before, weights, back, 0, seen.now());
  }

  /** Orders a step. */
  Decision order(Weights weights) {
    return set(begin(weights, Optional.empty()));
  }

  /** What is to be done until the weights are in force; empty if they are. */
  Optional<Decision> pending(Applying state) {
    Weights weights = state.weights();
    if (seen.settled(weights)) {
      return Optional.empty();
    }
    if (!seen.written(weights) && state.back().isEmpty() && seen.deployed().isPresent()) {
      return Optional.of(held(state, seen.deployed().get()));
    }
    if (!seen.written(weights)) {
      return Optional.of(
          state.back().isPresent() || state.attempts() < ShiftMachine.MOST_ATTEMPTS
              ? set(state)
              : Decision.stop(
                  StopKind.UPDATE_FAILED,
                  "%d updates to %s left %s in the stack and %s in Route 53"
                      .formatted(state.attempts(), weights, seen.stack(), seen.recordsText())));
    }
    Instant limit = state.since().plus(plan.pace().syncLimit());
    return Optional.of(
        seen.now().isBefore(limit)
            ? Decision.wait(plan, state, seen, limit, "Route 53 to be INSYNC")
            : Decision.stop(
                StopKind.NOT_IN_SYNC,
                "the weights are %s, but Route 53 is not INSYNC after %s"
                    .formatted(weights, Durations.text(plan.pace().syncLimit()))));
  }

  /**
   * What is not ordered again, since a color is another than the gates saw. The customers that the
   * new one has are watched for as long as an update may take, which is longer than figures do.
   */
  private Decision held(Applying state, Deployment deployment) {
    Instant limit = state.since().plus(plan.pace().syncLimit());
    return seen.now().isBefore(limit)
        ? Decision.wait(
            plan, state, seen, limit, "figures; no update follows: " + deployment.text())
        : Decision.stop(StopKind.DEPLOYED, deployment.text());
  }

  /** Whether the weights are neither what was ordered nor what was there before. */
  boolean changedByPerson(Moving state) {
    return state instanceof Applying applying
        ? (!seen.stack().is(applying.weights()) && !asBefore(applying)) || strange(applying)
        : !seen.written(state.weights());
  }

  /** Whether the stack is as it was, and nobody updated it since unless by what was ordered. */
  private boolean asBefore(Applying state) {
    boolean nobody = seen.lastUpdate().equals(state.before().update());
    boolean ordered = last().filter(it -> it.equals(message(state))).isPresent();
    return seen.stack().equals(state.before().stack()) && (nobody || ordered);
  }

  /** Whether a record has a weight that is neither the one before nor the one ordered. */
  private boolean strange(Applying state) {
    if (seen.records().isEmpty() || state.before().records().isEmpty()) {
      return false;
    }
    Found now = seen.records().get();
    Found before = state.before().records().get();
    return (now.from() != before.from() && now.from() != state.weights().from())
        || (now.to() != before.to() && now.to() != state.weights().to());
  }

  /** The message of the last update, if it was a cut-over's. */
  Optional<UpdateMessage> last() {
    return seen.lastUpdate().map(LastUpdate::message).flatMap(UpdateMessage::read);
  }

  private UpdateMessage message(Applying state) {
    return new UpdateMessage(plan.from(), plan.to(), state.weights(), state.back());
  }

  /** When the last update was; now if the stack has no history. */
  Instant lastAt() {
    return seen.lastUpdate().map(LastUpdate::at).orElse(seen.now());
  }

  private Decision set(Applying state) {
    List<String> unhealthy = unhealthy(state.weights());
    if (!unhealthy.isEmpty()) {
      return Decision.stop(
          StopKind.NO_HEALTHY_RECORD,
          "not set to %s: %s".formatted(state.weights(), String.join("; ", unhealthy)));
    }
    return new Decision(
        new Applying(
            state.before(), state.weights(), state.back(), state.attempts() + 1, seen.now()),
        new Action.SetWeights(state.weights(), message(state)));
  }

  /** The colors that these weights would send customers to without a healthy record. */
  private List<String> unhealthy(Weights weights) {
    var unhealthy = new ArrayList<String>();
    if (weights.from() > 0 && seen.from().unhealthy()) {
      unhealthy.add("Route 53 has no healthy record of " + plan.from());
    }
    if (weights.to() > 0 && seen.to().unhealthy()) {
      unhealthy.add("Route 53 has no healthy record of " + plan.to());
    }
    return unhealthy;
  }
}
