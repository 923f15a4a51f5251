package payments.shift.console;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import payments.shift.decision.Decision;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.Metric;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.Share;
import payments.shift.decision.Weights;

/**
 * One look at both colors, with what it was judged by.
 *
 * @param plan the cut-over
 * @param seen what was seen
 * @param decision what came of it
 * @param windowStart from when the figures of {@link Reading#window} are; empty while no step is
 *     baked: they are then of a short while only, in which the weights may have changed
 */
record Look(Plan plan, Observation seen, Decision decision, Optional<Instant> windowStart) {

  Phase phase() {
    return Phase.of(plan, seen, decision);
  }

  /** The share that the new color got; empty while no step is baked. */
  Optional<Share> share() {
    return windowStart
        .flatMap(start -> weights())
        .map(it -> Share.of(plan, it, seen.from().window(), seen.to().window()));
  }

  /** The most that a metric of the new color may be. */
  double most(Metric metric) {
    return weights()
        .map(it -> plan.most(metric, it, seen.from().window()))
        .orElse(plan.limits().get(metric).absolute());
  }

  /** How a metric of the new color stands to that. */
  Metric.Standing standing(Metric metric) {
    return metric.against(most(metric), seen.to().window(), plan.evidence());
  }

  /** Weights in the stack. */
  Found stack() {
    return seen.stack();
  }

  private Optional<Weights> weights() {
    return phase().weights().sane();
  }

  /** A metric for a person. */
  static String text(Metric metric, Figures figures) {
    OptionalDouble value = metric.of(figures);
    return value.isPresent() ? metric.show(value.getAsDouble()) : "-";
  }

  /** Route 53's opinion, and the alarms. */
  static String health(Reading reading) {
    return Words.health(reading.health());
  }
}
