package payments.local.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.Percentile;
import payments.local.audit.Stored;
import payments.local.audit.Violations;
import payments.local.console.Table;

/**
 * The result of a soak, for people.
 *
 * @param plan what was to be sent
 * @param settings how
 * @param tally what came back
 * @param killed function processes by function
 * @param took from the first request to the last answer
 * @param stored what the stores hold
 * @param loggedTwice payments with a log object in both buckets
 * @param violations what must not be and is
 */
record Report(
    Plan plan,
    SoakSettings settings,
    Tally tally,
    Map<String, Integer> killed,
    Duration took,
    Stored stored,
    int loggedTwice,
    Violations violations) {

  /** A table, and the first violations below it. */
  @Override
  public String toString() {
    int kills = killed.values().stream().mapToInt(Integer::intValue).sum();
    double seconds = took.toMillis() / 1000.0;
    Table table =
        new Table()
            .row("payments", number(plan.payments().size()))
            .row("sends", number(plan.sends()) + " by " + settings.clients() + " clients")
            .row("answers", number(tally.answers()) + ": " + counts(tally.byStatus()))
            .row("by color", counts(tally.byColor()))
            .row("replays", number(tally.replays()))
            .row("kills", number(kills) + (kills > 0 ? ": " + counts(new TreeMap<>(killed)) : ""))
            .row("killed in a call", number(tally.deaths()))
            .row("take-overs", number(stored.takeOvers()) + " logged")
            .row("in both logs", number(loggedTwice))
            .row("sessions", sizes(stored.sessions()))
            .row("log objects", sizes(stored.logs()))
            .row("ledger rows", sizes(stored.ledgers()))
            .row(
                "throughput",
                "%.1f payments/s, %.1f answers/s"
                    .formatted(tally.over() / seconds, tally.answers() / seconds))
            .row("latency", latency(tally.times()))
            .row("duration", "%.0f s".formatted(seconds))
            .row(
                "seed", Long.toString(settings.seed()) + ", transaction ids " + plan.prefix() + "*")
            .row(
                "verdict",
                violations.count() == 0
                    ? "every payment taken exactly once"
                    : "FAILED: " + number(violations.count()) + " violations");
    return violations.first().stream()
        .map(violation -> "  " + violation + "\n")
        .collect(Collectors.joining("", "\n" + table, ""));
  }

  private static String latency(List<Duration> times) {
    if (times.isEmpty()) {
      return "none";
    }
    long[] sorted = times.stream().mapToLong(Duration::toMillis).toArray();
    return "p50 %s, p95 %s, p99 %s, longest %s"
        .formatted(at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100));
  }

  private static String at(long[] sorted, double percent) {
    return number(Percentile.of(sorted, percent)) + " ms";
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String sizes(Map<String, ? extends Map<String, ?>> stores) {
    return stores.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue().size()))
        .collect(Collectors.joining(", "));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
