package payments.shift.decision;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a color is judged by. Rates are shares, 0 to 1. */
public enum Metric {
  /** Share of requests answered 5xx. */
  SERVER_ERRORS("5xx rate", Figures::serverErrors, Figures::requests),
  /**
   * Share of requests answered 4xx. Clients' own mistakes are among them, so that it says something
   * beside the other color's only, which has the same clients: of a color that refuses what is
   * good.
   */
  CLIENT_ERRORS("4xx rate", Figures::clientErrors, Figures::requests),
  /**
   * 99th percentile of the payments' latency, in milliseconds. It is over a limit only if more than
   * one payment in a hundred was slower, and not by chance.
   */
  LATENCY("p99 latency", Figures::p99Millis, it -> it.latencies().payments()) {
    @Override
    public Standing against(double limit, Figures figures, Evidence evidence) {
      Latencies found = figures.latencies();
      return found.slowerAtMost(limit) <= SLOW * found.payments() && of(figures).isPresent()
          ? Standing.WITHIN
          : super.against(limit, figures, evidence);
    }

    @Override
    boolean sure(double limit, Figures figures, Evidence evidence) {
      Latencies found = figures.latencies();
      return Chance.atMost(found.slowerAtLeast(limit), found.payments(), SLOW)
          < evidence.falseAlarm();
    }
  },
  /** Share of the payment function's invocations that failed. */
  FUNCTION_ERRORS("function error rate", Figures::functionErrors, Figures::invocations),
  /** Share of the payment function's calls that Lambda refused. */
  THROTTLES("throttle rate", Figures::throttles, it -> it.invocations() + it.throttles()),
  /** Age of what the ledger reads, in milliseconds. */
  LEDGER_LAG("ledger lag", Figures::ledgerLagMillis, Figures::requests);

  /** What may be above a 99th percentile. */
  private static final double SLOW = 0.01;

  private final String title;
  private final ToLongFunction<Figures> hits;
  private final ToLongFunction<Figures> trials;
  private final Function<Figures, OptionalDouble> value;
  private final boolean rate;

  Metric(String title, ToLongFunction<Figures> hits, ToLongFunction<Figures> trials) {
    this.title = title;
    this.hits = hits;
    this.trials = trials;
    this.value = it -> share(hits.applyAsLong(it), trials.applyAsLong(it));
    this.rate = true;
  }

  Metric(String title, Function<Figures, OptionalDouble> value, ToLongFunction<Figures> trials) {
    this.title = title;
    this.hits = it -> 0;
    this.trials = trials;
    this.value = value;
    this.rate = false;
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

  /** How many requests, payments or calls the value is of. */
  long trials(Figures figures) {
    return trials.applyAsLong(figures);
  }

  /**
   * Compares. A rate is over the limit only if chance does not explain it, so that one error in two
   * requests condemns nobody and thirty in a hundred do at once.
   */
  public Standing against(double limit, Figures figures, Evidence evidence) {
    OptionalDouble found = of(figures);
    if (found.isEmpty()) {
      return Standing.UNSURE;
    }
    if (found.getAsDouble() <= limit) {
      return Standing.WITHIN;
    }
    return sure(limit, figures, evidence) ? Standing.OVER : Standing.UNSURE;
  }

  /** Whether a value over the limit is not so by chance. */
  boolean sure(double limit, Figures figures, Evidence evidence) {
    return !rate
        || Chance.atMost(hits.applyAsLong(figures), trials(figures), limit) < evidence.falseAlarm();
  }

  /** Whether customers meet it. The ledger writes after they are answered, of all payments. */
  boolean isFelt() {
    return this != LEDGER_LAG;
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

  private static OptionalDouble share(long hits, long trials) {
    return trials == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / trials);
  }
}
