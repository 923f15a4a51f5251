package payments.local.drill;

import java.util.List;
import payments.local.pulumi.PulumiProject;

/** One thing that is tried out on the running system. */
interface Drill {
  /** What it is called on the command line: lower-case words and hyphens. */
  String name();

  /** What it shows, for the table. */
  String shows();

  /** The weights from which it starts; both colors are well then, and no fault is set. */
  default Weights start() {
    return Weights.BLUE;
  }

  /** How many payments a second flow meanwhile; 0 for none. */
  default int rate() {
    return Pace.LIGHT_RATE;
  }

  /** The colors whose stores must hold every payment at the end. */
  default List<String> stores() {
    return PulumiProject.COLORS;
  }

  /**
   * Does it, and asserts.
   *
   * @throws payments.local.LocalException if it cannot go on
   */
  void run(Scene scene, Findings findings);

  /**
   * Leaves the system as it was, but for faults and weights, which are seen to after each drill.
   */
  default void undo(Scene scene) {}
}
