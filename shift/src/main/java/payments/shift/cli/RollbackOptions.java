package payments.shift.cli;

import java.nio.file.Path;
import java.util.Optional;
import payments.shift.decision.Evidence;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;

/**
 * What a way back was asked to do.
 *
 * @param to the color that the cut-over moves to, away from which it goes; empty to take it from
 *     the last update of the weights
 * @param pace how long everything takes
 * @param place where
 * @param eventLog the file that gets a line of JSON for each event; empty for none
 */
public record RollbackOptions(
    Optional<String> to, Pace pace, Place place, Optional<Path> eventLog) {

  /**
   * The plan of the cut-over that is to be undone.
   *
   * @param moved the color that it moves to
   * @throws IllegalArgumentException if there is no such color
   */
  public Plan plan(String moved) {
    return new Plan(
        Colors.other(moved),
        moved,
        Plan.DEFAULT_STEPS,
        pace,
        Evidence.DEFAULT,
        Plan.DEFAULT_LIMITS,
        false);
  }
}
