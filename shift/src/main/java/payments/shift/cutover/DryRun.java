package payments.shift.cutover;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Gates;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.ShiftMachine;
import payments.shift.decision.State;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/**
 * Makes every check of a cut-over's beginning against live figures, and tells every change that it
 * would make, in order. Nothing is changed: no stack, no setting, no lease, no notice.
 */
public final class DryRun {
  private final Plan plan;
  private final World world;
  private final Listener listener;
  private final Consumer<String> out;

  /**
   * @param plan what would be done
   * @param world what is looked at
   * @param listener told what is seen
   * @param out takes the lines
   */
  public DryRun(Plan plan, World world, Listener listener, Consumer<String> out) {
    this.plan = plan;
    this.world = world;
    this.listener = listener;
    this.out = out;
  }

  /**
   * Looks and tells.
   *
   * @return whether the cut-over would go on, or has nothing to do
   */
  public boolean run() throws InterruptedException {
    Gates gates = new GateKeeper(plan, world, listener::working).look();
    Observation seen = new Observer(plan, world).look(Optional.empty(), gates, false);
    var start = new State.Beginning(world.permit().deadSince());
    Decision decision = ShiftMachine.next(plan, start, seen);
    listener.looked(seen, decision);
    out.accept("weights: %s in the stack, %s in Route 53".formatted(seen.stack(), records(seen)));
    tell(gates);
    boolean goesOn = goesOn(decision);
    if (goesOn) {
      changes(seen).forEach(weights -> tell(weights, message(weights)));
    }
    out.accept("dry run: nothing was changed");
    return goesOn;
  }

  /** Tells what would be done first. */
  private boolean goesOn(Decision decision) {
    Optional<String> back =
        decision.state() instanceof State.Applying applying ? applying.back() : Optional.empty();
    if (back.isPresent()) {
      out.accept("would go back now: " + back.get());
    } else if (decision.action() instanceof Action.Stop stop) {
      out.accept("would stop now (%s): %s".formatted(stop.kind(), stop.reason()));
    } else if (decision.action() instanceof Action.WentBack ended) {
      out.accept("would end now, with all customers back: " + ended.reason());
    } else if (decision.action() instanceof Action.Wait wait) {
      out.accept("would wait now for " + wait.reason());
      return true;
    } else {
      return true;
    }
    return false;
  }

  private static String records(Observation seen) {
    return seen.records().map(Object::toString).orElse("no pair of records");
  }

  private void tell(Gates gates) {
    gate("stack " + plan.from() + " exists", gates.fromExists());
    gate("stack " + plan.to() + " exists", gates.toExists());
    gate("preview of " + plan.from() + " is empty", gates.fromUnchanged());
    gate("preview of " + plan.to() + " is empty", gates.toUnchanged());
    gate("GET /health of " + plan.to() + " is answered 200", gates.silence().isEmpty());
  }

  private void gate(String what, boolean open) {
    out.accept("gate %s: %s".formatted(open ? "open" : "CLOSED", what));
  }

  /** The steps that are left from the weights that the stack has. */
  private List<Weights> changes(Observation seen) {
    return plan.steps().stream()
        .filter(step -> step > seen.stack().to())
        .map(Weights::withTo)
        .toList();
  }

  private UpdateMessage message(Weights weights) {
    return new UpdateMessage(plan.from(), plan.to(), weights, Optional.empty());
  }

  private void tell(Weights weights, UpdateMessage message) {
    out.accept(
        "would set %s (\"%s\"): shared, then the weighted records of %s and %s; then bake"
            .formatted(weights, message.text(), plan.from(), plan.to()));
  }
}
