package payments.shift.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.shift.aws.AwsClients;
import payments.shift.aws.CloudWatchMeasurements;
import payments.shift.aws.ColorOutputs;
import payments.shift.aws.DynamoLease;
import payments.shift.aws.Periods;
import payments.shift.aws.Route53Route;
import payments.shift.aws.SharedOutputs;
import payments.shift.aws.Standings;
import payments.shift.aws.Standings.Standing;
import payments.shift.cli.Colors;
import payments.shift.console.Status;
import payments.shift.cutover.DirectCalls;
import payments.shift.decision.Found;
import payments.shift.pulumi.PulumiProject;
import payments.shift.pulumi.PulumiStacks;

/** Sees how everything is now. */
final class StatusView {
  private final PulumiProject project;
  private final Periods periods;
  private final Clock clock = Clock.systemUTC();

  StatusView(PulumiProject project, Periods periods) {
    this.project = project;
    this.periods = periods;
  }

  /**
   * Looks.
   *
   * @throws payments.shift.cutover.ShiftException if something cannot be seen
   */
  Status see() {
    String blue = Colors.ALL.get(0);
    String green = Colors.ALL.get(1);
    var stacks = new PulumiStacks(project, blue, green, progress -> {});
    var shared = SharedOutputs.of(OutputValues.values(project.outputs(PulumiProject.SHARED)));
    Map<String, ColorOutputs> outputs = existing();
    Instant now = clock.instant();
    try (var aws = new AwsClients()) {
      var route = new Route53Route(aws, shared, blue, green, Duration.ZERO, periods, clock);
      var measurements = new CloudWatchMeasurements(aws, outputs, periods, DirectCalls.NONE);
      Map<String, Standing> standings =
          new Standings(route, measurements, List.copyOf(outputs.keySet()))
              .read(now).stream().collect(Collectors.toMap(Standing::color, Function.identity()));
      Found wanted = stacks.weights();
      return new Status(
          now,
          measurements.completeUntil(now),
          Standings.WINDOW,
          List.of(
              color(blue, wanted.from(), standings.get(blue)),
              color(green, wanted.to(), standings.get(green))),
          stacks.lastUpdate(),
          new DynamoLease(aws, shared, Holder.here(), clock).holder(),
          stacks.setting());
    }
  }

  private Map<String, ColorOutputs> existing() {
    Map<String, ColorOutputs> outputs = new LinkedHashMap<>();
    for (String color : Colors.ALL) {
      if (project.exists(color)) {
        outputs.put(color, ColorOutputs.of(color, OutputValues.values(project.outputs(color))));
      }
    }
    return outputs;
  }

  private static Status.Color color(String name, int wanted, Standing standing) {
    return standing == null
        ? new Status.Color(
            name, wanted, OptionalInt.empty(), Optional.empty(), Set.of(), Optional.empty())
        : new Status.Color(
            name,
            wanted,
            standing.weight().map(OptionalInt::of).orElseGet(OptionalInt::empty),
            Optional.of(standing.health()),
            standing.alarms(),
            Optional.of(standing.figures()));
  }
}
