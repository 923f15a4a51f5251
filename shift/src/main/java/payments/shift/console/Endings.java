package payments.shift.console;

import payments.shift.decision.Action;
import payments.shift.decision.Found;
import payments.shift.decision.Plan;

/** How a cut-over ended, for a person. */
final class Endings {
  private Endings() {}

  /** In two words. */
  static String title(Action.Ending ending) {
    if (ending instanceof Action.Done) {
      return "moved";
    }
    return ending instanceof Action.WentBack ? "went back" : "stopped for a person";
  }

  static String reason(Action.Ending ending) {
    if (ending instanceof Action.Done done) {
      return done.reason();
    }
    return ending instanceof Action.WentBack back ? back.reason() : ((Action.Stop) ending).reason();
  }

  /** With the reason. */
  static String text(Action.Ending ending) {
    return ending instanceof Action.Stop stop
        ? "%s (%s): %s".formatted(title(stop), stop.kind(), stop.reason())
        : title(ending) + ": " + reason(ending);
  }

  /**
   * What is left for a person to do at the end of a run that may have changed weights: the settings
   * that Pulumi wrote are in a file that the next deployment takes from version control.
   *
   * @param weights those that the stack has
   */
  static String toCommit(Plan plan, Found weights) {
    return "commit Pulumi.shared.yaml with the weights %s %d, %s %d: the next deployment sets what is committed"
        .formatted(plan.from(), weights.from(), plan.to(), weights.to());
  }
}
