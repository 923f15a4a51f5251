package payments.shift.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.UpdateKind;
import com.pulumi.automation.UpdateState;
import com.pulumi.automation.UpdateSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.shift.decision.LastUpdate;

class WeightHistoryTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<UpdateSummary> updates = new ArrayList<>();

  private void update(String message, String weights) {
    update(message, weights, UpdateKind.UPDATE, UpdateState.SUCCEEDED);
  }

  private void update(String message, String weights, UpdateKind kind, UpdateState result) {
    updates.add(
        0,
        new UpdateSummary(
            kind,
            BEGIN.plusSeconds(updates.size()),
            message,
            Map.of(),
            weights.isEmpty()
                ? Map.of()
                : Map.of("payments:trafficWeights", new ConfigValue(weights)),
            result,
            BEGIN,
            0,
            "",
            Map.of()));
  }

  private Optional<LastUpdate> lastChange() {
    List<LastUpdate> same = same();
    return same.isEmpty() ? Optional.empty() : Optional.of(same.get(same.size() - 1));
  }

  private List<LastUpdate> same() {
    return WeightHistory.ofTheseWeights(
        page -> {
          int start = (page - 1) * WeightHistory.PAGE;
          return start >= updates.size()
              ? Collections.emptyList()
              : updates.subList(start, Math.min(updates.size(), start + WeightHistory.PAGE));
        });
  }

  @Test
  void isNone_whenThereIsNoHistory() {
    assertThat(lastChange()).isEmpty();
  }

  @Test
  void isTheUpdateSinceWhichTheWeightsAreTheSame() {
    update("first", "{\"blue\":100,\"green\":0}");
    update("step", "{\"blue\":90,\"green\":10}");
    update("certificate", "{\"blue\":90,\"green\":10}");
    update("tags", "{\"green\":10,\"blue\":90}");

    assertThat(lastChange()).contains(new LastUpdate(BEGIN.plusSeconds(1), "step"));
    assertThat(same())
        .extracting(LastUpdate::message)
        .containsExactly("tags", "certificate", "step");
  }

  @Test
  void isTheFirst_whenTheWeightsNeverChanged() {
    update("first", "");
    update("second", "");

    assertThat(lastChange()).contains(new LastUpdate(BEGIN, "first"));
  }

  @Test
  void leavesOutWhatChangedNoOutput() {
    update("step", "{\"blue\":90,\"green\":10}");
    update("failed", "{\"blue\":70,\"green\":30}", UpdateKind.UPDATE, UpdateState.FAILED);
    update("refresh", "{\"blue\":70,\"green\":30}", UpdateKind.REFRESH, UpdateState.SUCCEEDED);

    assertThat(lastChange()).map(LastUpdate::message).contains("step");
  }

  @Test
  void readsAsManyPagesAsItTakes() {
    update("step", "{\"blue\":90,\"green\":10}");
    for (int i = 0; i < 2 * WeightHistory.PAGE; i++) {
      update("tags", "{\"blue\":90,\"green\":10}");
    }

    assertThat(lastChange()).map(LastUpdate::message).contains("step");
  }
}
