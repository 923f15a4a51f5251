package payments.shift.console;

import payments.shift.decision.Action;

/** The last line of a run, for whoever does not get its exit code: make has one of its own. */
public final class Outcome {
  private Outcome() {}

  /** Of a run that ended. */
  public static String of(Action.Ending ending, int exitCode) {
    return line(Endings.title(ending), exitCode);
  }

  /** Of one that a person has to look after, or said no to. */
  public static String stopped(int exitCode) {
    return line("stopped for a person", exitCode);
  }

  /** Of one that was not understood. */
  public static String badUsage(int exitCode) {
    return line("bad usage", exitCode);
  }

  private static String line(String what, int exitCode) {
    return "outcome: %s (exit code %d)".formatted(what, exitCode);
  }
}
