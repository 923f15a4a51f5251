package payments.shift.cli;

import java.util.stream.Collectors;
import payments.shift.decision.Evidence;
import payments.shift.decision.Limit;
import payments.shift.decision.Metric;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;
import payments.shift.values.Durations;

/** A plan for a person to say yes or no to. */
final class PlanText {
  private PlanText() {}

  static String of(ShiftOptions options) {
    Plan plan = options.plan();
    Pace pace = plan.pace();
    var text = new StringBuilder();
    text.append("Cut-over from %s to %s%n".formatted(plan.from(), plan.to()));
    line(text, "project", options.place().project());
    line(text, "steps", steps(plan));
    line(
        text,
        "each step",
        "spreads for %s, then bakes for %s, or up to %s more if there is too little to conclude"
            .formatted(
                Durations.text(pace.ttl()),
                Durations.text(pace.bake()),
                Durations.text(pace.prolongation())));
    line(
        text,
        "takes",
        "%s at least; until %s after the change to 100 the way back is open"
            .formatted(Durations.text(options.leastDuration()), Durations.text(pace.keepWindow())));
    line(text, "passes with", evidence(plan.evidence()));
    plan.limits()
        .forEach((metric, limit) -> line(text, metric.title(), limit(plan, metric, limit)));
    line(text, "test payments", probes(options));
    line(text, "if " + plan.to() + " is bad", plan.freeze() ? freeze() : back(plan));
    return text.toString();
  }

  private static String steps(Plan plan) {
    return "%s percent of customers"
        .formatted(plan.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String evidence(Evidence evidence) {
    return "%d requests at each color that has customers, and a share within %s points of what %d resolvers may draw"
        .formatted(
            evidence.minRequests(), Defaults.plain(evidence.sharePoints()), evidence.resolvers());
  }

  private static String limit(Plan plan, Metric metric, Limit limit) {
    return "at most %s, and at most %s times %s's plus %s"
        .formatted(
            metric.show(limit.absolute()),
            Defaults.plain(limit.factor()),
            plan.from(),
            metric.show(limit.slack()));
  }

  private static String probes(ShiftOptions options) {
    return options.probesPerSecond().isPresent()
        ? "%d a second to each color over its own name: nine of one cent, again and again"
            .formatted(options.probesPerSecond().getAsInt())
        : "none";
  }

  private static String freeze() {
    return "the weights stay as they are, and a person decides";
  }

  private static String back(Plan plan) {
    return "all customers go back to %s at once, by themselves".formatted(plan.from());
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("  %-20s %s%n".formatted(name, value));
  }
}
