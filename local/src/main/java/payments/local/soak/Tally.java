package payments.local.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.local.audit.Answer;

/** Counts while the soak runs. */
final class Tally {
  private final Map<String, Integer> byStatus = new TreeMap<>();
  private final Map<String, Integer> byColor = new TreeMap<>();
  private final List<Duration> times = new ArrayList<>();
  private int replays;
  private int deaths;
  private int over;

  synchronized void add(Answer answer) {
    byStatus.merge(answer.label(), 1, Integer::sum);
    byColor.merge(answer.color(), 1, Integer::sum);
    times.add(answer.took());
    if (answer.replayed()) {
      replays++;
    }
    if (answer.death()) {
      deaths++;
    }
  }

  /** Every send of one more payment has its answer. */
  synchronized void paymentOver() {
    over++;
  }

  /** Payments of which every send has its answer. */
  synchronized int over() {
    return over;
  }

  synchronized int answers() {
    return times.size();
  }

  /** Calls during which a function process ended. */
  synchronized int deaths() {
    return deaths;
  }

  synchronized int replays() {
    return replays;
  }

  synchronized Map<String, Integer> byStatus() {
    return new TreeMap<>(byStatus);
  }

  synchronized Map<String, Integer> byColor() {
    return new TreeMap<>(byColor);
  }

  /** How long the answers took, fastest first. */
  synchronized List<Duration> times() {
    return times.stream().sorted().toList();
  }
}
