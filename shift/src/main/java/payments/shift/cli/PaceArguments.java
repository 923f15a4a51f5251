package payments.shift.cli;

import payments.shift.decision.Pace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long everything takes, as the command line has it. */
final class PaceArguments {
  @Option(
      names = "--bake",
      paramLabel = "TIME",
      description = "How long each step is watched before the next (default: ${DEFAULT-VALUE}).")
  String bake;

  @Option(
      names = "--prolongation",
      paramLabel = "TIME",
      description =
          "How much longer at most, when there is too little to conclude (default:"
              + " ${DEFAULT-VALUE}).")
  String prolongation;

  @Mixin WayBackArguments wayBack;

  Pace read(OptionReader options) {
    return options.checked(
        Pace.DEFAULT,
        () ->
            wayBack.pace(
                options,
                options.duration("--bake", bake),
                options.duration("--prolongation", prolongation)));
  }
}
