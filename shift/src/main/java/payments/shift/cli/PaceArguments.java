package payments.shift.cli;

import payments.shift.decision.Pace;
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

  @Option(
      names = "--keep-window",
      paramLabel = "TIME",
      description =
          "How long after the change to 100 the old color is kept and the way back is open"
              + " (default: ${DEFAULT-VALUE}).")
  String keepWindow;

  @Option(
      names = "--watch-interval",
      paramLabel = "TIME",
      description = "How often both colors are looked at (default: ${DEFAULT-VALUE}).")
  String watchInterval;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description = "How long resolvers may keep an old answer (default: ${DEFAULT-VALUE}).")
  String ttl;

  @Option(
      names = "--sync-limit",
      paramLabel = "TIME",
      description = "How long Route 53 may take to be INSYNC (default: ${DEFAULT-VALUE}).")
  String syncLimit;

  Pace read(OptionReader options) {
    return options.checked(
        Pace.DEFAULT,
        () ->
            new Pace(
                options.duration("--bake", bake),
                options.duration("--prolongation", prolongation),
                options.duration("--watch-interval", watchInterval),
                options.duration("--ttl", ttl),
                options.duration("--sync-limit", syncLimit),
                options.duration("--keep-window", keepWindow)));
  }
}
