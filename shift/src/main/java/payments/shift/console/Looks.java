package payments.shift.console;

import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.State;

/** The looks of a cut-over, one after the other: what a look was over, the one before decided. */
final class Looks {
  private final Plan plan;
  private State before = State.START;

  Looks(Plan plan) {
    this.plan = plan;
  }

  Look next(Observation seen, Decision decision) {
    var look = new Look(plan, seen, decision, before.windowStart());
    before = decision.state();
    return look;
  }
}
