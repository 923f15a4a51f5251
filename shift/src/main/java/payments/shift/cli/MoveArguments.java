package payments.shift.cli;

import java.util.List;
import java.util.Optional;
import payments.shift.decision.Evidence;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shift move}, as the command line has it. */
@Command(
    name = "move",
    description =
        "Moves customers to a color, step by step; watches both, and goes back by itself when the"
            + " new one is worse.",
    customSynopsis = "shift move --to COLOR [OPTION...]",
    sortOptions = false,
    footer = {"", "Exit codes: 0 moved, 1 went back, 2 stopped for a person, 3 bad usage."})
final class MoveArguments {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "COLOR",
      description = "The color to move to: blue or green.")
  List<String> to;

  @Option(
      names = "--steps",
      paramLabel = "PERCENT,...",
      description = "The new color's percentages, rising to 100 (default: ${DEFAULT-VALUE}).")
  String steps;

  @Mixin PaceArguments pace;

  @Option(
      names = "--min-requests",
      paramLabel = "NUMBER",
      description =
          "Requests that each color with customers must have in a bake (default:"
              + " ${DEFAULT-VALUE}).")
  String minRequests;

  @Option(
      names = "--share-points",
      paramLabel = "POINTS",
      description =
          "How far the achieved share may be from the declared one beyond chance, in percentage"
              + " points (default: ${DEFAULT-VALUE}).")
  String sharePoints;

  @Option(
      names = "--resolvers",
      paramLabel = "NUMBER",
      description =
          "How many resolvers ask at once for all customers: the fewer, the further their draws may"
              + " be from the declared share (default: ${DEFAULT-VALUE}).")
  String resolvers;

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description =
          "The most that a figure of a color may be, beside what the old color's allow the new one;"
              + " again for another (default: 5xx=1%%, 4xx=100%%, p99=2s, function-errors=1%%,"
              + " throttles=0.1%%, ledger-lag=5m).")
  List<String> limits;

  @Option(
      names = "--probe",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "RATE",
      description =
          "Send each color test payments, this many a second (${FALLBACK-VALUE} without a"
              + " number), so that there is something to judge them by.")
  String probe;

  @Option(
      names = "--freeze",
      description = "Hold the weights for a person when the new color is bad: do not go back.")
  boolean freeze;

  @Option(
      names = "--dry-run",
      description = "Look at everything, say what would be done, do nothing.")
  boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Mixin PlaceArguments place;

  @Mixin EventLogArguments eventLog;
  @Mixin HelpArguments help;

  ShiftOptions read(OptionReader options) {
    var read =
        new ShiftOptions(
            plan(options),
            options.rate("--probe", probe),
            dryRun,
            place.read(options),
            eventLog.read(options));
    return options.wellRead() ? options.checked(read, read::withFiguresInTime) : read;
  }

  private Plan plan(OptionReader options) {
    Optional<String> color = options.color("--to", to);
    Pace read = pace.read(options);
    Evidence evidence = evidence(options);
    String moved = color.orElse(Colors.ALL.get(0));
    return options.checked(
        Plan.of(Colors.other(moved), moved),
        () ->
            new Plan(
                Colors.other(moved),
                moved,
                options.percents("--steps", steps),
                read,
                evidence,
                options.limits("--limit", limits),
                freeze));
  }

  private Evidence evidence(OptionReader options) {
    Evidence usual = Evidence.DEFAULT;
    return options.checked(
        usual,
        () ->
            new Evidence(
                options.number("--min-requests", minRequests),
                usual.falseAlarm(),
                usual.z(),
                options.decimal("--share-points", sharePoints),
                options.integer("--resolvers", resolvers)));
  }
}
