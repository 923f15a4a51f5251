package payments.shift.console;

import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.State;

/**
 * What the first look says that a run is: until then nobody knows, the tool that was started
 * included.
 */
enum Opening {
  /** All customers are still at the old color. */
  BEGINS,
  /** An earlier run, or a person, has given the new color customers. */
  GOES_ON,
  /** All are to be brought back. */
  GOES_BACK,
  /** There is nothing to do, or nothing may be done. */
  OVER;

  static Opening of(Observation seen, Decision decision) {
    if (decision.action() instanceof Action.Ending) {
      return OVER;
    }
    if (decision.state() instanceof State.Applying applying && applying.back().isPresent()) {
      return GOES_BACK;
    }
    return seen.stack().to() == 0 ? BEGINS : GOES_ON;
  }
}
