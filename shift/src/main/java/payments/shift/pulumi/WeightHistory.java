package payments.shift.pulumi;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.UpdateKind;
import com.pulumi.automation.UpdateState;
import com.pulumi.automation.UpdateSummary;
import java.util.ArrayList;
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
   * The updates since which the weights are as they are, newest first: the newest and all before it
   * that have the same weights. Updates that failed changed no output, and do not count.
   *
   * @param pages the history, newest first, page by page from 1; a page that is not full is the
   *     last
   */
  static List<LastUpdate> ofTheseWeights(IntFunction<List<UpdateSummary>> pages) {
    var same = new ArrayList<UpdateSummary>();
    for (int page = 1; ; page++) {
      List<UpdateSummary> entries = pages.apply(page);
      for (UpdateSummary update : entries.stream().filter(WeightHistory::counts).toList()) {
        if (!same.isEmpty() && !weights(update).equals(weights(same.get(0)))) {
          return told(same);
        }
        same.add(update);
      }
      if (entries.size() < PAGE) {
        return told(same);
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

  private static List<LastUpdate> told(List<UpdateSummary> updates) {
    return updates.stream()
        .map(
            it ->
                new LastUpdate(
                    it.startTime(), Optional.ofNullable(it.message()).orElse("without a message")))
        .toList();
  }
}
