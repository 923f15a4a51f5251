package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The share that reached green while weights were in force. */
final class Shares {
  private Shares() {}

  /**
   * What arrived at declared weights.
   *
   * @param declared the weights
   * @param since when both records had them
   * @param seconds whole seconds in which they were in force
   * @param answers in these
   * @param green of the answers, those of green
   */
  record Step(Weights declared, Instant since, int seconds, long answers, long green) {
    /** In percent. */
    double achieved() {
      return 100.0 * green / answers;
    }

    /** How far off, in percentage points. */
    double off() {
      return Math.abs(achieved() - declared.green());
    }
  }

  /**
   * Steps of the records, and what arrived in each. The first and last moments of a step are left
   * out, in which requests are on their way that were sent by the weights before or after.
   *
   * @param samples every change of the weights, in order
   * @param until when the last sample ends
   * @param edge how much to leave out after a change, the time that answers may be under way and
   *     the edge takes to read the records
   */
  static List<Step> of(
      List<Sample> samples, List<PaidSecond> seconds, Instant until, Duration edge) {
    List<Step> steps = new ArrayList<>();
    int index = 0;
    while (index < samples.size()) {
      Optional<Weights> records = samples.get(index).records();
      int next = index + 1;
      while (next < samples.size() && samples.get(next).records().equals(records)) {
        next++;
      }
      Instant since = samples.get(index).at();
      Instant end = next < samples.size() ? samples.get(next).at() : until;
      records
          .filter(Weights::sane)
          .map(weights -> step(weights, since, since.plus(edge), end, seconds))
          .filter(step -> step.answers() > 0)
          .ifPresent(steps::add);
      index = next;
    }
    return steps;
  }

  private static Step step(
      Weights weights, Instant since, Instant from, Instant until, List<PaidSecond> seconds) {
    List<PaidSecond> within =
        seconds.stream()
            .filter(second -> !second.at().isBefore(from) && !second.end().isAfter(until))
            .toList();
    return new Step(
        weights,
        since,
        within.size(),
        within.stream().mapToLong(PaidSecond::answers).sum(),
        within.stream().mapToLong(PaidSecond::green).sum());
  }
}
