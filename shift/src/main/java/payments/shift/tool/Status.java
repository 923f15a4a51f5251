package payments.shift.tool;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import payments.shift.aws.AwsClients;
import payments.shift.aws.CloudWatchMeasurements;
import payments.shift.aws.ColorOutputs;
import payments.shift.aws.DynamoLease;
import payments.shift.aws.Periods;
import payments.shift.aws.Route53Route;
import payments.shift.aws.SharedOutputs;
import payments.shift.aws.Standings;
import payments.shift.aws.Standings.Standing;
import payments.shift.cutover.DirectCalls;
import payments.shift.cutover.Lease;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Metric;
import payments.shift.pulumi.PulumiProject;
import payments.shift.pulumi.PulumiStacks;

/**
 * How everything is now.
 *
 * @param wanted by color, the weight that the shared stack has
 * @param colors how the colors that exist stand
 * @param last the last update that changed the weights
 * @param underWay the cut-over that is being made
 */
record Status(
    Map<String, Integer> wanted,
    List<Standing> colors,
    Optional<LastUpdate> last,
    Optional<Lease.Held> underWay) {

  /**
   * Looks.
   *
   * @throws payments.shift.cutover.ShiftException if something cannot be seen
   */
  static Status of(PulumiProject project, Periods periods) {
    String blue = Direction.COLORS.get(0);
    String green = Direction.COLORS.get(1);
    var stacks = new PulumiStacks(project, blue, green, progress -> {});
    var shared = SharedOutputs.of(Outputs.values(project.outputs(PulumiProject.SHARED)));
    Map<String, ColorOutputs> outputs = new LinkedHashMap<>();
    for (String color : Direction.COLORS) {
      if (project.exists(color)) {
        outputs.put(color, ColorOutputs.of(color, Outputs.values(project.outputs(color))));
      }
    }
    Clock clock = Clock.systemUTC();
    try (var aws = new AwsClients()) {
      var route = new Route53Route(aws, shared, blue, green, Duration.ZERO, periods, clock);
      var measurements = new CloudWatchMeasurements(aws, outputs, periods, DirectCalls.NONE);
      Found weights = stacks.weights();
      return new Status(
          Map.of(blue, weights.from(), green, weights.to()),
          new Standings(route, measurements, List.copyOf(outputs.keySet())).read(clock.instant()),
          stacks.lastUpdate(),
          new DynamoLease(aws, shared, Holder.here(), clock).holder());
    }
  }

  /** As a table, and two sentences. */
  String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "color",
            "wanted",
            "record",
            "health",
            "share",
            "requests",
            "5xx",
            "p99",
            "fn errors",
            "throttles",
            "ledger lag",
            "alarms"));
    for (String color : Direction.COLORS) {
      rows.add(
          colors.stream()
              .filter(it -> it.color().equals(color))
              .findFirst()
              .map(this::row)
              .orElseGet(() -> absent(color)));
    }
    return Columns.of(rows)
        + "\nFigures are of the last %d minutes that are complete.\n%s\n%s\n"
            .formatted(Standings.WINDOW.toMinutes(), lastText(), underWayText());
  }

  private List<String> row(Standing color) {
    Figures figures = color.figures();
    return List.of(
        color.color(),
        Integer.toString(wanted.get(color.color())),
        color.weight().map(String::valueOf).orElse("none"),
        color.health().healthy() ? "healthy" : "unhealthy: " + color.health().why(),
        color.share().isPresent()
            ? String.format(Locale.ROOT, "%.1f%%", color.share().getAsDouble() * 100)
            : "-",
        Long.toString(figures.requests()),
        shown(Metric.SERVER_ERRORS, figures),
        shown(Metric.LATENCY, figures),
        Long.toString(figures.functionErrors()),
        Long.toString(figures.throttles()),
        shown(Metric.LEDGER_LAG, figures),
        color.alarms().isEmpty()
            ? "none"
            : String.join(", ", color.alarms().stream().sorted().toList()));
  }

  private List<String> absent(String color) {
    return List.of(
        color,
        Integer.toString(wanted.get(color)),
        "no stack",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-");
  }

  private static String shown(Metric metric, Figures figures) {
    OptionalDouble value = metric.of(figures);
    return value.isPresent() ? metric.show(value.getAsDouble()) : "-";
  }

  private String lastText() {
    return last.map(it -> "The weights are so since %s: %s".formatted(it.at(), it.message()))
        .orElse("The shared stack has no history.");
  }

  private String underWayText() {
    return underWay
        .map(
            it ->
                "A cut-over is under way: %s, by %s since %s."
                    .formatted(it.plan(), it.by(), it.since()))
        .orElse("No cut-over is under way.");
  }

  /** The same for programs. */
  String json() {
    var root = new JsonObject();
    var array = new JsonArray();
    colors.forEach(color -> array.add(json(color)));
    root.add("colors", array);
    last.ifPresent(
        it -> {
          root.addProperty("changedAt", it.at().toString());
          root.addProperty("message", it.message());
        });
    underWay.ifPresent(it -> root.addProperty("underWay", it.plan()));
    return new GsonBuilder().setPrettyPrinting().create().toJson(root) + "\n";
  }

  private JsonObject json(Standing color) {
    var one = new JsonObject();
    one.addProperty("color", color.color());
    one.addProperty("wanted", wanted.get(color.color()));
    color.weight().ifPresent(it -> one.addProperty("record", it));
    one.addProperty("healthy", color.health().healthy());
    color.share().ifPresent(it -> one.addProperty("share", it));
    one.addProperty("requests", color.figures().requests());
    one.addProperty("serverErrors", color.figures().serverErrors());
    color.figures().p99Millis().ifPresent(it -> one.addProperty("p99Millis", it));
    one.addProperty("functionErrors", color.figures().functionErrors());
    one.addProperty("throttles", color.figures().throttles());
    color.figures().ledgerLagMillis().ifPresent(it -> one.addProperty("ledgerLagMillis", it));
    var alarms = new JsonArray();
    color.alarms().stream().sorted().forEach(alarms::add);
    one.add("alarms", alarms);
    return one;
  }
}
