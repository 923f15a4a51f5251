package payments.shift.console;

import payments.shift.decision.Action;

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
}
