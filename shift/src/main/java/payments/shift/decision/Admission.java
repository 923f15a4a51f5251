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

  /** The gates that are closed; empty if all are open. */
  List<String> closedGates() {
    var closed = new ArrayList<String>();
    stack(plan.from(), seen.gates().fromExists(), seen.gates().fromUnchanged(), closed);
    stack(plan.to(), seen.gates().toExists(), seen.gates().toUnchanged(), closed);
    if (!seen.gates().toAnswers()) {
      closed.add("GET /health on %s's own name is not answered 200".formatted(plan.to()));
    }
    return closed;
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

  private static void stack(String color, boolean exists, boolean unchanged, List<String> closed) {
    if (!exists) {
      closed.add("stack %s does not exist: run pulumi up -s %s".formatted(color, color));
    } else if (!unchanged) {
      closed.add("preview of stack %s is not empty: run pulumi up -s %s".formatted(color, color));
    }
  }
}
