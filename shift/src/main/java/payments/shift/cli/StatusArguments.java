package payments.shift.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shift status}, as the command line has it. */
@Command(
    name = "status",
    description = "Shows who gets customers, how both colors do, and who runs a cut-over.",
    customSynopsis = "shift status [OPTION...]",
    sortOptions = false)
final class StatusArguments {
  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin PlaceArguments place;

  @Mixin HelpArguments help;

  StatusOptions read(OptionReader options) {
    return new StatusOptions(json, place.read(options));
  }
}
