package payments.local.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.local.load.Second;

/**
 * What the load saw in one second.
 *
 * @param at when the second began
 * @param blue answers of blue
 * @param green answers of green
 * @param failed of all answers, also those of nobody, those that did not take the payment
 */
record PaidSecond(Instant at, int blue, int green, int failed) {

  /** Merges what a load has counted by color. */
  static List<PaidSecond> of(Instant began, List<Second> seconds) {
    Map<Integer, PaidSecond> merged = new TreeMap<>();
    for (Second second : seconds) {
      PaidSecond one =
          new PaidSecond(
              began.plusSeconds(second.second()),
              second.color().equals("blue") ? second.sent() : 0,
              second.color().equals("green") ? second.sent() : 0,
              second.retried() + second.failed());
      merged.merge(second.second(), one, PaidSecond::plus);
    }
    return new ArrayList<>(merged.values());
  }

  /** The moment at which the second ends. */
  Instant end() {
    return at.plusSeconds(1);
  }

  int answers() {
    return blue + green;
  }

  /** Green's part of all answers, 0 to 1. */
  double greenShare() {
    return (double) green / answers();
  }

  private PaidSecond plus(PaidSecond other) {
    return new PaidSecond(at, blue + other.blue, green + other.green, failed + other.failed);
  }
}
