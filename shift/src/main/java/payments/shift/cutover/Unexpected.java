package payments.shift.cutover;

import payments.shift.decision.Action;
import payments.shift.decision.StopKind;

/** What nobody foresaw. It ends a run like all else: people are told, and the weights stay. */
public final class Unexpected {
  private Unexpected() {}

  /** The ending, with what its author needs to find the mistake. */
  public static Action.Stop stop(RuntimeException mistake) {
    StackTraceElement[] trace = mistake.getStackTrace();
    return new Action.Stop(
        StopKind.NOT_POSSIBLE,
        "a mistake of the tool, %s%s; the weights stay, and nobody watches them"
            .formatted(mistake, trace.length == 0 ? "" : " at " + trace[0]));
  }
}
