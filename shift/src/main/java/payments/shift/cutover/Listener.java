package payments.shift.cutover;

import java.time.Duration;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** Hears what a cut-over does: the display, the event log, the notices. One call at a time. */
public interface Listener {
  /** The tool begins; the first look says whether the cut-over begins, goes on, or goes back. */
  void started(Plan plan);

  /** Something begins that takes longer than a look, such as a preview or waiting for the lease. */
  void working(String what);

  /** The gates are about to be looked at, which may take as long as two previews. */
  default void gates() {}

  /** Everything was looked at, and this is what comes of it. */
  void looked(Observation seen, Decision decision);

  /** An update of the weights begins. */
  void updating(Weights weights, UpdateMessage message);

  /** It ended well. */
  void updated(Weights weights, Duration took);

  /** Something went wrong that the cut-over bears, such as a look that AWS refused for now. */
  void trouble(String what);

  /** The cut-over is over. */
  void ended(Action.Ending ending);
}
