package payments.shift.pulumi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.UpdateKind;
import com.pulumi.automation.UpdateState;
import com.pulumi.automation.UpdateSummary;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import payments.shift.decision.LastUpdate;

/** The shared stack's history, as far as it changed weights. */
final class WeightHistory {
  static final String SETTING = "payments:trafficWeights";

  /** How many updates are read at once; more than a day's cut-overs make. */
  static final int PAGE = 30;

  private WeightHistory() {}

  /**
   * The update since which the weights are as they are: the oldest of the newest ones that have the
   * same. Updates that failed changed no output, and do not count.
   *
   * @param pages the history, newest first, page by page from 1; a page that is not full is the
   *     last
   */
  static Optional<LastUpdate> lastChange(IntFunction<List<UpdateSummary>> pages) {
    Optional<UpdateSummary> oldest = Optional.empty();
    for (int page = 1; ; page++) {
      List<UpdateSummary> entries = pages.apply(page);
      Iterator<UpdateSummary> updates = entries.stream().filter(WeightHistory::counts).iterator();
      while (updates.hasNext()) {
        UpdateSummary update = updates.next();
        if (oldest.isPresent() && !weights(update).equals(weights(oldest.get()))) {
          return oldest.map(WeightHistory::told);
        }
        oldest = Optional.of(update);
      }
      if (entries.size() < PAGE) {
        return oldest.map(WeightHistory::told);
      }
    }
  }

  private static boolean counts(UpdateSummary update) {
    return update.kind() == UpdateKind.UPDATE && update.result() == UpdateState.SUCCEEDED;
  }

  /** As they are written; an empty object where the program's default held. */
  private static JsonObject weights(UpdateSummary update) {
    ConfigValue value = update.config().get(SETTING);
    return value == null
        ? new JsonObject()
        : JsonParser.parseString(value.value()).getAsJsonObject();
  }

  private static LastUpdate told(UpdateSummary update) {
    return new LastUpdate(
        update.startTime(), Optional.ofNullable(update.message()).orElse("without a message"));
  }
}
