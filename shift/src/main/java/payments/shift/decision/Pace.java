package payments.shift.decision;

import java.time.Duration;
import payments.shift.values.Durations;
import payments.shift.values.Problems;

/**
 * How long everything takes.
 *
 * @param bake how long each step is watched before the next
 * @param prolongation how much longer at most, when there is too little to conclude
 * @param watchInterval how often the colors are looked at
 * @param ttl how long resolvers may keep an old answer; 60 seconds for an <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html">alias
 *     record</a> to an API
 * @param syncLimit how long Route 53 may take to be {@code INSYNC}, as a rule <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">60
 *     seconds</a>
 * @param keepWindow how long after the change to 100% the old color is kept and the way back is
 *     open
 */
public record Pace(
    Duration bake,
    Duration prolongation,
    Duration watchInterval,
    Duration ttl,
    Duration syncLimit,
    Duration keepWindow) {
  /** 15 minutes a step, 30 more if need be, a look every 30 seconds, an hour to go back in. */
  public static final Pace DEFAULT =
      new Pace(
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofHours(1));

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a time is out of range
   */
  public Pace {
    var problems = new Problems();
    problems.unless(positive(bake), "bake", bake, "over zero");
    problems.unless(!prolongation.isNegative(), "prolongation", prolongation, "zero or more");
    problems.unless(
        positive(watchInterval) && watchInterval.compareTo(bake) <= 0,
        "watchInterval",
        watchInterval,
        "over zero and at most bake, " + Durations.text(bake));
    problems.unless(!ttl.isNegative(), "ttl", ttl, "zero or more");
    problems.unless(positive(syncLimit), "syncLimit", syncLimit, "over zero");
    problems.unless(
        keepWindow.compareTo(bake) >= 0,
        "keepWindow",
        keepWindow,
        "at least bake, " + Durations.text(bake));
    problems.throwIfAny();
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
