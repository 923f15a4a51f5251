package payments.shift.cutover;

import java.util.Optional;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** The Pulumi stacks: what is wanted, and the way to want something else. */
public interface Stacks {
  /** The weights that the shared stack has now. */
  Found weights();

  /** The last update of the shared stack that changed its weights. */
  Optional<LastUpdate> lastUpdate();

  /** Whether a color's stack exists and holds resources. */
  boolean exists(String color);

  /** Whether a color's preview is empty. Takes as long as a preview. */
  boolean unchanged(String color);

  /**
   * Sets the weights: the shared stack, then both weighted records at once; the rising one first
   * where the other falls to zero. Returns when all is done.
   *
   * @throws ShiftException if an update fails; what it left is to be looked at anew
   */
  void set(Weights weights, UpdateMessage message);
}
