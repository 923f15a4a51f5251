package payments.shift.decision;

import java.time.Instant;

/**
 * The answer of the machine.
 *
 * @param state to be handed in again with what is seen next
 * @param action to be done before
 */
public record Decision(State state, Action action) {

  static Decision end(Action.Ending ending) {
    return new Decision(new State.Ended(ending), ending);
  }

  static Decision stop(StopKind kind, String reason) {
    return end(new Action.Stop(kind, reason));
  }

  /** Looks again after the watch interval, or at the end if that comes first. */
  static Decision wait(Plan plan, State state, Observation seen, Instant end, String reason) {
    Instant look = seen.now().plus(plan.pace().watchInterval());
    return new Decision(state, new Action.Wait(look.isBefore(end) ? look : end, reason));
  }
}
