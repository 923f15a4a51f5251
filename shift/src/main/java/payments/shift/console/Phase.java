package payments.shift.console;

import java.time.Instant;
import java.util.Optional;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Found;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.State;

/**
 * What a cut-over is at.
 *
 * @param weights the weights that it is about
 * @param doing what it does or waits for
 * @param until when that ends at the latest; empty if nothing is waited for
 */
record Phase(Found weights, String doing, Optional<Instant> until) {

  static Phase of(Plan plan, Observation seen, Decision decision) {
    State state = decision.state();
    Action action = decision.action();
    if (action instanceof Action.Wait wait) {
      Found weights =
          state instanceof State.Moving moving ? Found.of(moving.weights()) : seen.stack();
      return new Phase(weights, wait.reason(), end(plan, seen, state));
    }
    if (action instanceof Action.SetWeights set) {
      return new Phase(seen.stack(), "setting " + set.weights(), Optional.empty());
    }
    return new Phase(seen.stack(), Endings.text((Action.Ending) action), Optional.empty());
  }

  /** The end of what is waited for, which is later than the next look. */
  private static Optional<Instant> end(Plan plan, Observation seen, State state) {
    if (state instanceof State.Applying applying) {
      return Optional.of(applying.since().plus(plan.pace().syncLimit()));
    }
    if (state instanceof State.Spreading spreading) {
      return Optional.of(spreading.until());
    }
    if (state instanceof State.Baking baking) {
      Instant baked = baking.since().plus(plan.pace().bake());
      return Optional.of(
          seen.now().isBefore(baked) ? baked : baked.plus(plan.pace().prolongation()));
    }
    if (state instanceof State.Keeping keeping) {
      return Optional.of(keeping.until());
    }
    return Optional.empty();
  }
}
