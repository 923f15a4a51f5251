package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import payments.shift.decision.Gates;
import payments.shift.decision.Plan;

/**
 * The gates. Previews take long and are made once: what changes a color after that is an update of
 * the stack, which {@link Observer} finds in Pulumi's history. Whether the new color answers is
 * asked before each step, and again for half a minute if it does not: a function that starts cold
 * or a packet that is lost on the way from here says nothing of what customers meet.
 */
public final class GateKeeper {
  /** What to assume unless it matters: a decision that comes out the same needs no look. */
  static final Gates CLOSED =
      new Gates(false, false, false, false, Optional.of("it was not asked yet"));

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Plan plan;
  private final World world;
  private final Consumer<String> progress;
  private Optional<Gates> seen = Optional.empty();

  /**
   * @param plan between which colors
   * @param world where to look
   * @param progress told what is looked at
   */
  public GateKeeper(Plan plan, World world, Consumer<String> progress) {
    this.plan = plan;
    this.world = world;
    this.progress = progress;
  }

  /** Looks. */
  public Gates look() throws InterruptedException {
    Gates stacks = seen.orElseGet(this::first);
    seen = Optional.of(stacks);
    return stacks.toExists() ? stacks.with(silence()) : stacks;
  }

  /** Why the new color does not answer; empty once it does. */
  private Optional<String> silence() throws InterruptedException {
    Instant limit = world.time().now().plus(LIMIT);
    while (true) {
      Health health = world.prober().health(plan.to());
      Instant next = world.time().now().plus(PAUSE);
      if (health.healthy()) {
        return Optional.empty();
      }
      if (next.isAfter(limit)) {
        return Optional.of(health.why());
      }
      progress.accept("asking again in %d s: %s".formatted(PAUSE.toSeconds(), health.why()));
      world.time().sleepUntil(next);
    }
  }

  private Gates first() {
    boolean fromExists = world.stacks().exists(plan.from());
    boolean toExists = world.stacks().exists(plan.to());
    return new Gates(
        fromExists,
        toExists,
        fromExists && unchanged(plan.from()),
        toExists && unchanged(plan.to()),
        CLOSED.silence());
  }

  private boolean unchanged(String color) {
    progress.accept("previewing " + color);
    return world.stacks().unchanged(color);
  }
}
