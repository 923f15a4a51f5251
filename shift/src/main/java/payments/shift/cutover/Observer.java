package payments.shift.cutover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import payments.shift.decision.Deployment;
import payments.shift.decision.Figures;
import payments.shift.decision.Gates;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.State;

/** Looks at everything, one look after another: it knows what was deployed at its first. */
public final class Observer {
  private final Plan plan;
  private final World world;
  private Optional<List<Deployment>> known = Optional.empty();

  /**
   * @param plan whose colors to look at, and over which time
   * @param world where to look
   */
  public Observer(Plan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /**
   * Looks. A way back needs no figures: those that cannot be had are then none, and the look does
   * not fail for them.
   *
   * @param windowStart see {@link State#windowStart}
   * @param gates what is known of them
   * @param goesBack whether a way back is being made
   * @throws ShiftException if something cannot be seen
   */
  public Observation look(Optional<Instant> windowStart, Gates gates, boolean goesBack) {
    boolean rollbackAsked = world.permit().rollbackAsked();
    boolean bears = goesBack || rollbackAsked;
    Instant now = world.time().now();
    Instant measured = world.measurements().completeUntil(now);
    return new Observation(
        now,
        world.stacks().weights(),
        world.stacks().lastUpdate(),
        world.route().weights(),
        world.route().inSync(),
        measured,
        reading(plan.from(), windowStart, measured, bears),
        reading(plan.to(), windowStart, measured, bears),
        gates,
        rollbackAsked,
        borne(bears, Optional.empty(), this::deployed));
  }

  /** What was there at the first look is what the gates are asked about. */
  private Optional<Deployment> deployed() {
    List<Deployment> now = world.stacks().deployments();
    List<Deployment> before = known.orElse(now);
    known = Optional.of(before);
    return now.stream().filter(it -> !before.contains(it)).findFirst();
  }

  private Reading reading(
      String color, Optional<Instant> windowStart, Instant measured, boolean bears) {
    Figures recent =
        borne(bears, Figures.NONE, () -> figures(color, measured.minus(world.recent()), measured));
    Figures window =
        windowStart
            .map(start -> borne(bears, Figures.NONE, () -> figures(color, start, measured)))
            .orElse(recent);
    return new Reading(
        borne(bears, RecordHealth.UNKNOWN, () -> world.route().health(color).state()),
        borne(bears, Set.of(), () -> world.measurements().alarms(color)),
        window,
        recent);
  }

  private Figures figures(String color, Instant from, Instant until) {
    return from.isBefore(until) ? world.measurements().of(color, from, until) : Figures.NONE;
  }

  private static <T> T borne(boolean bears, T instead, Supplier<T> look) {
    try {
      return look.get();
    } catch (RuntimeException e) { // Whatever it is: customers are on their way back.
      if (bears) {
        return instead;
      }
      throw e;
    }
  }
}
