package payments.shift.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands in the way of more weight for the new color. */
final class Admission {
  private final Plan plan;
  private final Observation seen;
  private final Judgement judgement;

  Admission(Plan plan, Observation seen, Judgement judgement) {
    this.plan = plan;
    this.seen = seen;
    this.judgement = judgement;
  }

  /** Why no step follows those weights: refusals, and what is not known. */
  List<String> refusalsOfStep(Weights weights) {
    return Stream.concat(refusals(weights).stream(), judgement.unknownHealth(weights).stream())
        .toList();
  }

  /** Why a cut-over does not go on: closed gates, and whatever is wrong with either color. */
  List<String> refusals(Weights weights) {
    return Stream.of(closedGates(), judgement.faultsOfTo(weights), judgement.faultsOfFrom())
        .flatMap(List::stream)
        .toList();
  }

  private List<String> closedGates() {
    var closed = new ArrayList<String>();
    stack(plan.from(), seen.gates().fromExists(), seen.gates().fromUnchanged(), closed);
    stack(plan.to(), seen.gates().toExists(), seen.gates().toUnchanged(), closed);
    seen.deployed().map(Deployment::text).ifPresent(closed::add);
    seen.gates()
        .silence()
        .map(
            why -> "GET /health on %s's own name is not answered 200: %s".formatted(plan.to(), why))
        .ifPresent(closed::add);
    return closed;
  }

  private static void stack(String color, boolean exists, boolean unchanged, List<String> closed) {
    if (!exists) {
      closed.add("stack %s does not exist: run pulumi up -s %s".formatted(color, color));
    } else if (!unchanged) {
      closed.add("preview of stack %s is not empty: run pulumi up -s %s".formatted(color, color));
    }
  }
}
