package payments.shift.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;
import payments.shift.values.Durations;
import payments.shift.values.InvalidValueException;
import payments.shift.values.Problems;

/**
 * What a cut-over was asked to do.
 *
 * @param plan the colors, the steps, the times and the limits
 * @param probesPerSecond how many test payments a second each color gets; empty for none
 * @param dryRun whether everything is looked at and nothing is done
 * @param place where
 * @param eventLog the file that gets a line of JSON for each event; empty for none
 */
public record ShiftOptions(
    Plan plan, OptionalInt probesPerSecond, boolean dryRun, Place place, Optional<Path> eventLog) {

  /**
   * How long it takes if nothing keeps it, without the updates themselves: each step spreads, bakes
   * and is measured, and the old color is kept after the last.
   */
  public Duration leastDuration() {
    Pace pace = plan.pace();
    Duration step = pace.ttl().plus(pace.bake()).plus(place.periods().delay());
    Duration last = step.compareTo(pace.keepWindow()) > 0 ? step : pace.keepWindow();
    return step.multipliedBy(plan.steps().size() - 1L).plus(last);
  }

  /**
   * These options, if the figures of a whole bake can come before the step is given up.
   *
   * @throws InvalidValueException if the prolongation is shorter than the delay of the figures and
   *     a period together
   */
  ShiftOptions withFiguresInTime() {
    Duration prolongation = plan.pace().prolongation();
    Duration late = place.periods().delay().plus(place.periods().length());
    var problems = new Problems();
    problems.unless(
        prolongation.compareTo(late) >= 0,
        "prolongation",
        Durations.text(prolongation),
        "at least %s, by which the figures of a bake are complete".formatted(Durations.text(late)));
    problems.throwIfAny();
    return this;
  }
}
