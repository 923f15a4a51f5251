package payments.shift.cutover;

import java.time.Instant;
import java.util.Optional;
import payments.shift.decision.Figures;
import payments.shift.decision.Gates;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.State;

/** Looks at everything once. */
public final class Observer {
  private final Plan plan;
  private final World world;

  /**
   * @param plan whose colors to look at, and over which time
   * @param world where to look
   */
  public Observer(Plan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /**
   * Looks.
   *
   * @param windowStart see {@link State#windowStart}
   * @param gates what is known of them
   * @throws ShiftException if something cannot be seen
   */
  public Observation look(Optional<Instant> windowStart, Gates gates) {
    Instant now = world.time().now();
    Instant measured = world.measurements().completeUntil(now);
    return new Observation(
        now,
        world.stacks().weights(),
        world.stacks().lastUpdate(),
        world.route().weights(),
        world.route().inSync(),
        measured,
        reading(plan.from(), windowStart, measured),
        reading(plan.to(), windowStart, measured),
        gates,
        world.permit().rollbackAsked());
  }

  private Reading reading(String color, Optional<Instant> windowStart, Instant measured) {
    Figures recent = world.measurements().of(color, measured.minus(world.recent()), measured);
    Figures window =
        windowStart
            .map(
                start ->
                    start.isBefore(measured)
                        ? world.measurements().of(color, start, measured)
                        : Figures.NONE)
            .orElse(recent);
    return new Reading(
        world.route().healthy(color), world.measurements().alarms(color), window, recent);
  }
}
