package payments.local.drill;

import java.time.Duration;

/** How hard customers pay in a drill. */
final class Pace {
  /** Payments begun per second where the drill is not about them. */
  static final int LIGHT_RATE = 15;

  /** Enough for every share to be exact. */
  private static final int MOST = 200;

  /**
   * What payments may take of the processors: an update by Pulumi takes a whole one, and a machine
   * that is busier answers so late that the tool's own limits trip.
   */
  private static final double SHARE = 0.35;

  /**
   * From so many answers a share is told to 1.6 points, the standard deviation at 50%: one of five
   * points is no chance.
   */
  private static final int ANSWERS = 1_000;

  /** What a step has beside its bake: a preview and an update of the next one. */
  private static final Duration BESIDE = Duration.ofSeconds(20);

  private static final Duration SHORTEST_BAKE = Duration.ofSeconds(8);

  private Pace() {}

  /**
   * Payments per second that a machine bears beside Pulumi.
   *
   * @param busy what share of its processors was busy, 0 to 1, at {@link #LIGHT_RATE}
   */
  static int borne(double busy) {
    double rate = LIGHT_RATE * SHARE / Math.max(busy, SHARE * LIGHT_RATE / MOST);
    return Math.max(LIGHT_RATE, (int) rate);
  }

  /** How long a step is watched, so that its share can be told at that rate. */
  static Duration bake(int rate) {
    Duration answered = Duration.ofSeconds((ANSWERS + rate - 1) / rate).minus(BESIDE);
    return answered.compareTo(SHORTEST_BAKE) > 0 ? answered : SHORTEST_BAKE;
  }
}
