package payments.shift.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.automation.OperationType;
import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.ResourcePreEvent;
import com.pulumi.automation.events.StepEventMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewChangesTest {
  private static final String RECORD =
      "urn:pulumi:green::payments::payments:edge:Edge$aws:route53/record:Record::edge-weighted-record";
  private static final String FUNCTION =
      "urn:pulumi:green::payments::payments:compute:ComputeTier$aws:lambda/function:Function::compute-payment";

  private final PreviewChanges changes = new PreviewChanges();

  private void step(OperationType operation, String urn, String... diffs) {
    var metadata =
        new StepEventMetadata(
            operation, urn, "", null, null, List.of(), List.of(diffs), Map.of(), true, "");
    changes.accept(
        new EngineEvent(
            1,
            1,
            null,
            null,
            null,
            null,
            null,
            new ResourcePreEvent(metadata, true),
            null,
            null,
            null));
  }

  @Test
  void areNone_whenEverythingIsTheSame() {
    step(OperationType.SAME, FUNCTION);
    step(OperationType.READ, FUNCTION);

    assertThat(changes.changes()).isEmpty();
  }

  @Test
  void leaveOutTheWeight() {
    step(OperationType.UPDATE, RECORD, "weightedRoutingPolicies");

    assertThat(changes.changes()).isEmpty();
  }

  @Test
  void areThereForAnythingElse() {
    step(OperationType.UPDATE, RECORD, "weightedRoutingPolicies", "healthCheckId");
    step(OperationType.REPLACE, RECORD, "weightedRoutingPolicies");
    step(OperationType.UPDATE, FUNCTION, "code");

    assertThat(changes.changes())
        .containsExactly("update " + RECORD, "replace " + RECORD, "update " + FUNCTION);
  }
}
