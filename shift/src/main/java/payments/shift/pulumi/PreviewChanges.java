package payments.shift.pulumi;

import com.pulumi.automation.OperationType;
import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.StepEventMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a preview would change, apart from the weight that the cut-over itself sets. */
final class PreviewChanges {
  /** The weighted record of a color's stack, by the end of its URN. */
  static final String WEIGHTED_RECORD = "::edge-weighted-record";

  private static final String WEIGHT = "weightedRoutingPolicies";
  private static final Set<OperationType> NONE =
      Set.of(OperationType.SAME, OperationType.READ, OperationType.REFRESH);

  private final List<String> changes = new CopyOnWriteArrayList<>();

  /** Takes what the engine reports. */
  void accept(EngineEvent event) {
    if (event.resourcePreEvent() != null) {
      StepEventMetadata step = event.resourcePreEvent().metadata();
      if (!NONE.contains(step.op()) && !isWeightOnly(step)) {
        changes.add(step.op().toString().toLowerCase(Locale.ROOT) + " " + step.urn());
      }
    }
  }

  /** What would be changed; empty if nothing. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  private static boolean isWeightOnly(StepEventMetadata step) {
    return step.op() == OperationType.UPDATE
        && step.urn().endsWith(WEIGHTED_RECORD)
        && step.diffs() != null
        && step.diffs().stream().allMatch(WEIGHT::equals);
  }
}
