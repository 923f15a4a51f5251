package payments.shift.decision;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a color is judged by. Rates are shares of its requests, 0 to 1. */
public enum Metric {
  /** Share of requests answered 5xx. */
  SERVER_ERRORS("5xx rate", Figures::serverErrors),
  /** 99th percentile of the API's latency, in milliseconds. */
  LATENCY("p99 latency", Figures::p99Millis, true),
  /** Errors of the functions for each request. */
  FUNCTION_ERRORS("function error rate", Figures::functionErrors),
  /** Throttled calls of the functions for each request. */
  THROTTLES("throttle rate", Figures::throttles),
  /** Age of what the ledger reads, in milliseconds. */
  LEDGER_LAG("ledger lag", Figures::ledgerLagMillis, false);

  private final String title;
  private final ToLongFunction<Figures> hits;
  private final Function<Figures, OptionalDouble> value;
  private final boolean rate;
  private final boolean needsRequests;

  Metric(String title, ToLongFunction<Figures> hits) {
    this.title = title;
    this.hits = hits;
    this.value =
        it ->
            it.requests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) hits.applyAsLong(it) / it.requests());
    this.rate = true;
    this.needsRequests = true;
  }

  Metric(String title, Function<Figures, OptionalDouble> value, boolean needsRequests) {
    this.title = title;
    this.hits = it -> 0;
    this.value = value;
    this.rate = false;
    this.needsRequests = needsRequests;
  }

  /** How a value stands to a limit. */
  public enum Standing {
    /** At most the limit. */
    WITHIN,
    /** Too few figures to tell. */
    UNSURE,
    /** Over the limit, and not by chance. */
    OVER
  }

  /** The value; empty if there is none. */
  public OptionalDouble of(Figures figures) {
    return value.apply(figures);
  }

  /**
   * Compares. A rate is over the limit only if chance does not explain it, so that one error in two
   * requests condemns nobody and thirty in a hundred do at once; a latency only if it is of enough
   * requests.
   */
  public Standing against(double limit, Figures figures, Evidence evidence) {
    OptionalDouble found = of(figures);
    if (found.isEmpty()) {
      return Standing.UNSURE;
    }
    if (found.getAsDouble() <= limit) {
      return Standing.WITHIN;
    }
    boolean sure =
        rate
            ? Chance.atMost(hits.applyAsLong(figures), figures.requests(), limit)
                < evidence.falseAlarm()
            : !needsRequests || figures.requests() >= evidence.minRequests();
    return sure ? Standing.OVER : Standing.UNSURE;
  }

  /** Its name for a person. */
  public String title() {
    return title;
  }

  /** A value of it for a person. */
  public String show(double shown) {
    return rate
        ? String.format(Locale.ROOT, "%.2f%%", shown * 100)
        : String.format(Locale.ROOT, "%.0f ms", shown);
  }
}
