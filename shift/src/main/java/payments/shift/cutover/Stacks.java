package payments.shift.cutover;

import java.util.List;
import java.util.Optional;
import payments.shift.decision.Deployment;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;

/**
 * The Pulumi stacks: what is wanted, and the way to want something else.
 *
 * <p>Every method throws {@link ShiftException} if Pulumi cannot be asked.
 */
public interface Stacks {
  /**
   * Puts right what a tool that was killed may have left: waits for its update if that still runs,
   * and has the stack's settings say again what the stack has.
   */
  void recover();

  /** The weights that the shared stack has now. */
  Found weights();

  /** The last update of the shared stack that changed its weights. */
  Optional<LastUpdate> lastUpdate();

  /** The last deployment of each color, as far back as its newest updates go. */
  List<Deployment> deployments();

  /** Whether a color's stack exists and holds resources. */
  boolean exists(String color);

  /**
   * Whether a color's preview is empty, but for the weight that comes from the shared stack. Takes
   * as long as a preview.
   */
  boolean unchanged(String color);

  /**
   * Sets the weights: the shared stack, then both weighted records at once; the rising one first
   * where the other falls to zero and the rising one is not known to have any weight. Returns when
   * all is done.
   *
   * @throws LockedException if somebody else's Pulumi works on a stack for long; a way back waits
   *     as long as it takes
   * @throws ShiftException if an update fails; what it left is to be looked at anew
   */
  void set(Change change);
}
