package payments.local.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.Percentile;
import payments.local.console.Table;

/**
 * The result of a load, for people.
 *
 * @param settings how hard and how long
 * @param payments what became of each, in the order in which they were due
 * @param retries requests beyond the first of each payment
 * @param processor processor time by part of the system; unlike the latency, it hardly depends on
 *     what else this machine does
 */
public record LoadReport(
    LoadSettings settings, List<Paid> payments, int retries, Map<String, Duration> processor) {

  /** Copies what may change. */
  public LoadReport {
    payments = List.copyOf(payments);
    processor = new TreeMap<>(processor);
  }

  /** Payments that their customers have given up. */
  public int failed() {
    return (int) payments.stream().filter(paid -> !paid.ok()).count();
  }

  @Override
  public String toString() {
    return new Table()
        .row("payments", number(payments.size()) + " at " + settings.rate() + " a second")
        .row("by color", byColor())
        .row("failed", number(failed()))
        .row("retries", number(retries))
        .row("latency", latency())
        .row("processor", perPayment(total()) + " ms a payment: " + parts())
        .toString();
  }

  private String byColor() {
    Map<String, Long> counts =
        payments.stream()
            .collect(Collectors.groupingBy(Paid::color, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String latency() {
    if (payments.isEmpty()) {
      return "none";
    }
    long[] sorted =
        payments.stream().mapToLong(paid -> paid.latency().toMillis()).sorted().toArray();
    return "p50 %s ms, p99 %s ms, longest %s ms"
        .formatted(
            number(Percentile.of(sorted, 50)),
            number(Percentile.of(sorted, 99)),
            number(Percentile.of(sorted, 100)));
  }

  private Duration total() {
    return processor.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private String parts() {
    return processor.entrySet().stream()
        .map(part -> part.getKey() + " " + perPayment(part.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String perPayment(Duration time) {
    return String.format(
        Locale.ROOT, "%.2f", (double) time.toMillis() / Math.max(1, payments.size()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
