package payments.shift.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code shift rollback}, as the command line has it. It never asks: who needs it is in a hurry.
 */
@Command(
    name = "rollback",
    description =
        "Moves all customers back to the color they came from, in one change: has the cut-over that"
            + " runs do it, or does it if none runs. Does not ask.",
    customSynopsis = "shift rollback [OPTION...]",
    sortOptions = false,
    footer = {"", "Exit codes: 0 all are back, 2 stopped for a person, 3 bad usage."})
final class RollbackArguments {
  @Option(
      names = "--to",
      paramLabel = "COLOR",
      description =
          "The color that the cut-over moved to, which loses its customers; else that of the"
              + " cut-over that runs, or that changed the weights last.")
  List<String> to;

  /** Whoever is in a hurry repeats the words of the move: these are taken, and not looked at. */
  @Option(
      names = {"--bake", "--prolongation"},
      hidden = true,
      paramLabel = "TIME")
  String ofTheMove;

  @Mixin WayBackArguments wayBack;
  @Mixin PlaceArguments place;
  @Mixin EventLogArguments eventLog;
  @Mixin HelpArguments help;

  RollbackOptions read(OptionReader options) {
    return new RollbackOptions(
        options.color("--to", to),
        wayBack.read(options),
        place.read(options),
        eventLog.read(options));
  }
}
