package payments.shift;

import payments.shift.cli.ShiftLine;
import payments.shift.console.Outcome;
import payments.shift.console.Terminal;
import payments.shift.tool.ToolCommands;

/** Moves customers from one color to the other, watched; see {@code --help}. */
public final class Shift {
  private static final int STOPPED = 2;

  private Shift() {}

  /** Runs one command. Whatever goes wrong is 2: 1 says that customers went back. */
  public static void main(String[] arguments) {
    int code = STOPPED;
    try {
      Terminal terminal = Terminal.here(System.getenv());
      code = new ShiftLine(new ToolCommands(terminal), terminal, System.getenv()).run(arguments);
    } catch (Throwable e) {
      e.printStackTrace();
      System.err.println(Outcome.stopped(code));
    }
    System.exit(code);
  }
}
