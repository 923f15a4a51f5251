package payments.shift.cli;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.shift.decision.Latencies;
import payments.shift.decision.Limit;
import payments.shift.decision.Metric;
import payments.shift.decision.Plan;
import payments.shift.values.Durations;

/**
 * A metric's own limit, as people write it: {@code 5xx=1%}, {@code p99=2s}.
 *
 * @param metric of which
 * @param most in its unit
 */
record LimitText(Metric metric, double most) {
  /** In the order in which the display has them. */
  private static final List<Map.Entry<String, Metric>> NAMES =
      List.of(
          entry("5xx", Metric.SERVER_ERRORS),
          entry("4xx", Metric.CLIENT_ERRORS),
          entry("p99", Metric.LATENCY),
          entry("function-errors", Metric.FUNCTION_ERRORS),
          entry("throttles", Metric.THROTTLES),
          entry("ledger-lag", Metric.LEDGER_LAG));

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

  /** Slower payments than the slowest that are counted would never be found. */
  private static final int MOST_LATENCY =
      Latencies.BOUNDS.stream().mapToInt(Integer::intValue).max().orElseThrow();

  /** Reads one; empty if it is none. */
  static Optional<LimitText> read(String text) {
    return metric(text)
        .flatMap(metric -> number(metric, value(text)).map(number -> new LimitText(metric, number)))
        .filter(LimitText::isPossible);
  }

  /** What such a text must be: the metric's own form, if one is named. */
  static String allowed(String text) {
    return metric(text)
        .map(metric -> name(text) + "=" + form(metric))
        .orElseGet(
            () ->
                "NAME=VALUE, such as 5xx=1%% or p99=2s, with one of the names %s"
                    .formatted(
                        NAMES.stream().map(Map.Entry::getKey).collect(Collectors.joining(", "))));
  }

  /** The limit; what the old color's figures allow stays as it is. */
  Limit limit() {
    Limit usual = Plan.DEFAULT_LIMITS.get(metric);
    return new Limit(most, usual.factor(), usual.slack());
  }

  private static Optional<Metric> metric(String text) {
    return NAMES.stream()
        .filter(it -> it.getKey().equals(name(text)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String name(String text) {
    return text.split("=", 2)[0].strip();
  }

  private static String value(String text) {
    String[] parts = text.split("=", 2);
    return parts.length == 2 ? parts[1].strip() : "";
  }

  private static Optional<Double> number(Metric metric, String value) {
    if (isTime(metric)) {
      return Durations.read(value).map(time -> (double) time.toMillis());
    }
    Matcher percent = PERCENT.matcher(value);
    return percent.matches()
        ? Optional.of(Double.parseDouble(percent.group(1)) / 100)
        : Optional.empty();
  }

  private boolean isPossible() {
    if (metric == Metric.LATENCY) {
      return most > 0 && most <= MOST_LATENCY;
    }
    return isTime(metric) ? most > 0 : most <= 1;
  }

  private static String form(Metric metric) {
    if (metric == Metric.LATENCY) {
      return "TIME with its unit, over zero and at most %d s, such as p99=1s500ms"
          .formatted(MOST_LATENCY / 1_000);
    }
    return isTime(metric)
        ? "TIME with its unit, over zero, such as ledger-lag=5m"
        : "PERCENT with its sign, from 0% to 100%, such as 0.5%";
  }

  private static boolean isTime(Metric metric) {
    return metric == Metric.LATENCY || metric == Metric.LEDGER_LAG;
  }
}
