package payments.shift;

import payments.shift.cli.ShiftLine;
import payments.shift.console.Terminal;
import payments.shift.tool.ToolCommands;

/** Moves customers from one color to the other, watched; see {@code --help}. */
public final class Shift {
  private Shift() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.here(System.getenv());
    System.exit(
        new ShiftLine(new ToolCommands(terminal), terminal, System.getenv()).run(arguments));
  }
}
