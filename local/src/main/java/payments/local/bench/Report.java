package payments.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import payments.local.console.Table;

/** What was measured, beside what it must not exceed. */
final class Report {
  /**
   * How much a payment may take beside its three calls, in the middle and at the end of the tail.
   */
  private static final double P50_OF_FLOOR = 1.25;

  private static final double P99_OF_FLOOR = 2;
  private static final double COLD_START_MS = 600;
  private static final double ZIP_MEGABYTES = 15;

  /** The size of the function on AWS, and so of its process here. */
  static final int MEMORY_MEBIBYTES = 512;

  private final ColdStarts cold;
  private final WarmCalls warm;
  private final List<Limit> limits;

  private record Limit(String name, double measured, double most, String unit) {
    boolean met() {
      return measured <= most;
    }
  }

  /**
   * @param peakMebibytes the most memory that an environment had
   * @param zipBytes the zip's size
   */
  Report(ColdStarts cold, WarmCalls warm, long peakMebibytes, long zipBytes) {
    this.cold = cold;
    this.warm = warm;
    double payment = warm.payment().percentile(50);
    double floor = warm.floor().percentile(50);
    double tail = warm.payment().percentile(99);
    double floorTail = warm.floor().percentile(99);
    limits =
        List.of(
            new Limit("payment p50 / floor p50", payment / floor, P50_OF_FLOOR, ""),
            new Limit("payment p99 / floor p99", tail / floorTail, P99_OF_FLOOR, ""),
            new Limit("replay p50 / payment p50", warm.replay().percentile(50) / payment, 1, ""),
            new Limit("health p50 / payment p50", warm.health().percentile(50) / payment, 1, ""),
            new Limit("cold start p50", cold.whole().percentile(50), COLD_START_MS, " ms"),
            new Limit("memory at its peak", peakMebibytes, MEMORY_MEBIBYTES, " MiB"),
            new Limit("function.zip", zipBytes / 1e6, ZIP_MEGABYTES, " MB"));
  }

  /** Whether every limit is kept. */
  boolean met() {
    return limits.stream().allMatch(Limit::met);
  }

  @Override
  public String toString() {
    return machine() + "\n" + latencies() + "\n" + limits();
  }

  private static String machine() {
    return "  %d processors, %s, Java %s%n"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  private String latencies() {
    Table table = new Table().row("ms", "calls", "p50", "p95", "p99", "max", "calls/s");
    row(table, "cold start to the first answer", cold.whole());
    row(table, "  until the runtime is ready", cold.ready());
    row(table, "  the first payment", cold.first());
    row(table, "  the first payment, rehearsed", cold.rehearsed());
    row(table, "payment", warm.payment());
    row(table, "floor: its three AWS calls bare", warm.floor());
    row(table, "replay", warm.replay());
    row(table, "GET /health", warm.health());
    return table.toString();
  }

  private static void row(Table table, String name, Latencies latencies) {
    List<String> cells = new ArrayList<>(List.of(name, Integer.toString(latencies.count())));
    for (double percent : new double[] {50, 95, 99, 100}) {
      cells.add(number(latencies.percentile(percent)));
    }
    cells.add(number(latencies.count() / latencies.totalSeconds()));
    table.row(cells.toArray(String[]::new));
  }

  private String limits() {
    Table table = new Table().row("limit", "measured", "at most", "");
    for (Limit limit : limits) {
      table.row(
          limit.name(),
          number(limit.measured()) + limit.unit(),
          number(limit.most()) + limit.unit(),
          limit.met() ? "met" : "MISSED");
    }
    return table.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
