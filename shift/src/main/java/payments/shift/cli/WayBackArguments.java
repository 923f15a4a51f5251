package payments.shift.cli;

import java.time.Duration;
import payments.shift.decision.Pace;
import picocli.CommandLine.Option;

/** How long a way back is open and takes, as the command line has it. */
final class WayBackArguments {
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

  /** The pace of a way back alone: nothing is baked. */
  Pace read(OptionReader options) {
    return options.checked(
        Pace.DEFAULT,
        () -> pace(options, options.duration("--watch-interval", watchInterval), Duration.ZERO));
  }

  Pace pace(OptionReader options, Duration bake, Duration prolongation) {
    return new Pace(
        bake,
        prolongation,
        options.duration("--watch-interval", watchInterval),
        options.duration("--ttl", ttl),
        options.duration("--sync-limit", syncLimit),
        options.duration("--keep-window", keepWindow));
  }
}
