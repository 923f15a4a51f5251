package payments.shift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code shift}, which needs a command. */
@Command(
    name = "shift",
    description = "Moves customers from one color to the other, and back.",
    subcommands = {MoveArguments.class, RollbackArguments.class, StatusArguments.class})
final class ShiftArguments {
  @Mixin HelpArguments help;
}
