package payments.shift.decision;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import payments.shift.values.Problems;

/**
 * What a cut-over is to do.
 *
 * @param from the color that customers are moved away from: the old one
 * @param to the color that they are moved to: the new one
 * @param steps the new color's percentages, rising to 100
 * @param pace how long everything takes
 * @param evidence how much must be seen before anything is concluded
 * @param limits what the new color is judged by; a metric that is not in it is not looked at
 * @param freeze whether a bad new color keeps the weights that it has, for a person to decide,
 *     instead of losing them: for when going back is what must not happen, as after a change of
 *     schema
 */
public record Plan(
    String from,
    String to,
    List<Integer> steps,
    Pace pace,
    Evidence evidence,
    Map<Metric, Limit> limits,
    boolean freeze) {
  /** Percentages of the new color. */
  public static final List<Integer> DEFAULT_STEPS = List.of(10, 30, 50, 70, 90, 100);

  /** Limits that a payment API of low load keeps on any day. */
  public static final Map<Metric, Limit> DEFAULT_LIMITS =
      Map.of(
          Metric.SERVER_ERRORS, new Limit(0.01, 2, 0.005),
          Metric.CLIENT_ERRORS, new Limit(1, 1.5, 0.05),
          Metric.LATENCY, new Limit(2_000, 1.5, 100),
          Metric.FUNCTION_ERRORS, new Limit(0.01, 2, 0.005),
          Metric.THROTTLES, new Limit(0.001, 2, 0.0005),
          Metric.LEDGER_LAG, new Limit(300_000, 2, 30_000));

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the colors are the same or the steps do not rise to 100
   */
  public Plan {
    steps = List.copyOf(steps);
    var ordered = new EnumMap<Metric, Limit>(Metric.class);
    ordered.putAll(limits);
    limits = Collections.unmodifiableMap(ordered);
    var problems = new Problems();
    problems.unless(!from.equals(to), "to", to, "another color than from, " + from);
    problems.unless(
        rises(steps), "steps", steps, "from 1 to 100, each above the one before, the last 100");
    problems.throwIfAny();
  }

  /** A plan with all defaults. */
  public static Plan of(String from, String to) {
    return new Plan(from, to, DEFAULT_STEPS, Pace.DEFAULT, Evidence.DEFAULT, DEFAULT_LIMITS, false);
  }

  /**
   * The most that a metric of the new color may be at those weights: its limit, or what the old
   * color's figures of the same window allow, if that is less.
   *
   * @param metric one of {@link #limits}
   */
  public double most(Metric metric, Weights weights, Figures old) {
    double absolute = limits.get(metric).absolute();
    return weights.from() > 0
        ? Math.min(absolute, besides(metric, old).orElse(absolute))
        : absolute;
  }

  /** The limit that the old color's figures set; none if they are too few to set one. */
  OptionalDouble besides(Metric metric, Figures old) {
    OptionalDouble value = metric.of(old);
    return value.isEmpty() || metric.trials(old) < evidence.minRequests()
        ? OptionalDouble.empty()
        : OptionalDouble.of(limits.get(metric).besides(value.getAsDouble()));
  }

  /** The first step above those weights, which are not those of the end. */
  Weights after(Weights weights) {
    return steps.stream()
        .filter(step -> step > weights.to())
        .findFirst()
        .map(Weights::withTo)
        .orElseThrow();
  }

  private static boolean rises(List<Integer> steps) {
    int last = 0;
    for (int step : steps) {
      if (step <= last) {
        return false;
      }
      last = step;
    }
    return last == Weights.ALL;
  }
}
