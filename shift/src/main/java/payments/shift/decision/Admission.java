package payments.shift.decision;

import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a change of weights. */
final class Admission {
  private final Plan plan;
  private final Observation seen;

  Admission(Plan plan, Observation seen) {
    this.plan = plan;
    this.seen = seen;
  }

  /** The gates that are closed to any more weight for the new color; empty if all are open. */
  List<String> refusals() {
    var refusals = new ArrayList<String>();
    stack(plan.from(), seen.gates().fromExists(), seen.gates().fromUnchanged(), refusals);
    stack(plan.to(), seen.gates().toExists(), seen.gates().toUnchanged(), refusals);
    if (!seen.gates().toAnswers()) {
      refusals.add("GET /health on %s's own name is not answered 200".formatted(plan.to()));
    }
    seen.to().alarms().stream()
        .sorted()
        .forEach(alarm -> refusals.add("%s's alarm %s is in ALARM".formatted(plan.to(), alarm)));
    refusals.addAll(unhealthy(new Weights(50, 50)));
    return refusals;
  }

  /** The colors that these weights would send customers to without a healthy record. */
  List<String> unhealthy(Weights weights) {
    var unhealthy = new ArrayList<String>();
    if (weights.from() > 0 && !seen.from().healthy()) {
      unhealthy.add("Route 53 has no healthy record of " + plan.from());
    }
    if (weights.to() > 0 && !seen.to().healthy()) {
      unhealthy.add("Route 53 has no healthy record of " + plan.to());
    }
    return unhealthy;
  }

  private static void stack(
      String color, boolean exists, boolean unchanged, List<String> refusals) {
    if (!exists) {
      refusals.add("stack %s does not exist: run pulumi up -s %s".formatted(color, color));
    } else if (!unchanged) {
      refusals.add("preview of stack %s is not empty: run pulumi up -s %s".formatted(color, color));
    }
  }
}
