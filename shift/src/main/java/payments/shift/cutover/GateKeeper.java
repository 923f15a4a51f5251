package payments.shift.cutover;

import java.util.Optional;
import java.util.function.Consumer;
import payments.shift.decision.Gates;
import payments.shift.decision.Plan;

/**
 * The gates. Previews take long and are made once: what changes a color after that is an update of
 * the stack, which {@link Observer} finds in Pulumi's history. Whether the new color answers is
 * asked before each step.
 */
public final class GateKeeper {
  /** What to assume unless it matters: a decision that comes out the same needs no look. */
  static final Gates CLOSED = new Gates(false, false, false, false, false);

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
  public Gates look() {
    Gates before = seen.orElseGet(this::first);
    var now =
        new Gates(
            before.fromExists(),
            before.toExists(),
            before.fromUnchanged(),
            before.toUnchanged(),
            before.toExists() && world.prober().answers(plan.to()));
    seen = Optional.of(now);
    return now;
  }

  private Gates first() {
    boolean fromExists = world.stacks().exists(plan.from());
    boolean toExists = world.stacks().exists(plan.to());
    return new Gates(
        fromExists,
        toExists,
        fromExists && unchanged(plan.from()),
        toExists && unchanged(plan.to()),
        false);
  }

  private boolean unchanged(String color) {
    progress.accept("previewing " + color);
    return world.stacks().unchanged(color);
  }
}
