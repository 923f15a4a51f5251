package payments.shift.decision;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import payments.shift.decision.Action.SetWeights;

/**
 * The rules of a cut-over, said a second time: in plain numbers, from what was put into the world,
 * with none of the machine's own predicates.
 */
final class SafetyRules {
  static final int BAKE = 3;
  static final int TTL = 1;
  static final int WATCH = 1;
  static final int KEEP = 5;
  private static final Set<String> STEPS = Set.of("0 10", "10 50", "30 50", "50 100");

  private final boolean freeze;

  SafetyRules(boolean freeze) {
    this.freeze = freeze;
  }

  /**
   * What the rules remember of one process. A pair of weights is text, such as 90/10.
   *
   * @param ordered the weights that it ordered last; empty if none
   * @param known the weights in the stack when it last looked; empty if it never did
   * @param settledAt since when it sees the weights in force everywhere; -1 if it does not
   * @param interfered whether a person changed weights under it
   */
  record Memory(String ordered, String known, long settledAt, boolean interfered) {
    static final Memory NONE = new Memory("", "", -1, false);

    /** A person set the weights of that world. */
    Memory interfered(World world) {
      boolean other = !stack(world).equals(known) && !stack(world).equals(ordered);
      return new Memory(ordered, known, settledAt, !known.isEmpty() && other);
    }

    /** Who goes back by hand knows of the interference. */
    Memory after(World world, Condition condition, boolean rollback, Decision decision) {
      if (decision.action() instanceof SetWeights order) {
        return new Memory(
            order.weights().from() + "/" + order.weights().to(), stack(world), -1, false);
      }
      boolean inForce =
          world.stackFrom() == world.recordFrom()
              && world.stackTo() == world.recordTo()
              && condition != Condition.NOT_IN_SYNC;
      long settled = settledAt >= 0 ? settledAt : inForce ? world.now() : -1;
      return new Memory(ordered, stack(world), settled, interfered && !rollback);
    }

    /** The same, with the time as a distance from now, for states to be told apart. */
    Memory relative(long now, long longAgo) {
      long settled = settledAt < 0 ? -1 : Math.min(longAgo, now - settledAt);
      return new Memory(ordered, known, settled, interfered);
    }

    private static String stack(World world) {
      return world.stackFrom() + "/" + world.stackTo();
    }
  }

  void check(
      World world,
      Memory memory,
      Condition condition,
      boolean gatesOpen,
      boolean rollback,
      Decision decision) {
    Supplier<String> where =
        () ->
            "%s seeing %s%s%s after %s: %s"
                .formatted(
                    world,
                    condition,
                    gatesOpen ? "" : ", a gate closed",
                    rollback ? ", asked to go back" : "",
                    memory,
                    decision);
    if (world.tool() instanceof State.Ended) {
      rule(decision.state().equals(world.tool()), "what is over stays over", where);
      return;
    }
    if (decision.action() instanceof SetWeights order) {
      order(world, memory, condition, gatesOpen, rollback, order, where);
    } else if (decision.action() instanceof Action.Wait wait) {
      wait(world, condition, rollback, wait, where);
    } else if (decision.action() instanceof Action.Done) {
      rule(inForce(world, 0, 100), "done only where all customers have moved", where);
      rule(!rollback, "not done where a person wants to go back", where);
      boolean watched = condition.deployed().isEmpty() || begins(world);
      rule(watched, "done only with what was watched", where);
    } else if (decision.action() instanceof Action.WentBack) {
      rule(inForce(world, 100, 0), "back only where all customers are back", where);
      rule(!begins(world) || world.isLeftByTheDead() || rollback, "a way back is told once", where);
    } else if (decision.action() instanceof Action.Stop stop) {
      boolean failed = stop.kind() == StopKind.UPDATE_FAILED;
      boolean ordered = memory.ordered().equals("100/0");
      rule(!failed || !ordered, "a way back is ordered until it is gone", where);
      boolean noRecord = stop.kind() == StopKind.NO_HEALTHY_RECORD;
      boolean down = !condition.oldIsHealthy() || !condition.newIsHealthy();
      rule(!noRecord || down, "what is not known refuses nothing", where);
      if (stop.kind() == StopKind.DEPLOYED) {
        deployed(world, memory, condition, where);
      }
    }
    boolean over = decision.state() instanceof State.Ended;
    boolean back =
        decision.state() instanceof State.Applying applying && applying.back().isPresent();
    rule(
        !world.isLeftByTheDead() || !begun(world) || over || back,
        "who dies going back is followed back",
        where);
    rule(
        !memory.interfered() || rollback || decision.action() instanceof Action.Stop,
        "a person who changes weights stops the tool",
        where);
  }

  /** What came in does not end the watch, unless it is where customers would go back to. */
  private static void deployed(
      World world, Memory memory, Condition condition, Supplier<String> where) {
    rule(!condition.newIsBad(), "a bad new color is not only told of", where);
    String records = world.recordFrom() + "/" + world.recordTo();
    boolean open = !memory.ordered().isEmpty() && !memory.ordered().equals(records);
    boolean watched = memory.settledAt() < 0 || open || baked(world, memory);
    rule(condition == Condition.OLD_DEPLOYED || watched, "what came in is watched", where);
  }

  /** No moment of an update has all weights zero. */
  void checkStages(List<World> stages) {
    for (World stage : stages) {
      rule(stage.recordFrom() + stage.recordTo() > 0, "never all zero", stage::toString);
    }
  }

  private void order(
      World world,
      Memory memory,
      Condition condition,
      boolean gatesOpen,
      boolean rollback,
      SetWeights order,
      Supplier<String> where) {
    int from = order.weights().from();
    int to = order.weights().to();
    rule(from >= 0 && to >= 0 && from + to == 100, "weights sum to 100", where);
    rule(from == 0 || condition.oldIsHealthy(), "no weight to an old color that is down", where);
    rule(to == 0 || condition.newIsHealthy(), "no weight to a new color that is down", where);
    boolean again = to == world.stackTo() && from == world.stackFrom();
    boolean retry = memory.ordered().equals(from + "/" + to);
    rule(to == 0 || !condition.newIsBad(), "no weight to a new color that is bad", where);
    rule(to == 0 || condition.deployed().isEmpty(), "no weight to what was not watched", where);
    boolean begun = begun(world);
    rule(to == 0 || !begun || inForce(world, 100, 0), "a way back is gone to its end", where);
    rule(to == 0 || !rollback, "nothing goes on where a person wants to go back", where);
    if (again || retry) {
      return;
    }
    if (to == 0) {
      boolean lost = condition == Condition.STARVED && baked(world, memory);
      boolean bad = (condition.newIsBad() || lost) && !condition.bothAreBad() && !freeze;
      rule(bad || rollback || begun, "back only from a bad new color, or by hand", where);
      boolean kept = !inForce(world, 0, 100) || world.now() - world.updatedAt() < KEEP;
      rule(kept || rollback, "back by itself only while the old color is kept", where);
      return;
    }
    rule(STEPS.contains(world.stackTo() + " " + to), "one step at a time, straight back", where);
    rule(gatesOpen, "no step through a closed gate", where);
    rule(!condition.oldIsBad(), "no step beside a bad old color", where);
    rule(condition != Condition.HEALTH_UNKNOWN, "no step on what is not known", where);
    rule(
        inForce(world, world.stackFrom(), world.stackTo()),
        "no step from a change under way",
        where);
    if (world.stackTo() > 0) {
      rule(condition == Condition.GOOD, "no step is passed without good figures", where);
      rule(baked(world, memory), "no step before the last has spread and baked", where);
    }
  }

  private static void wait(
      World world,
      Condition condition,
      boolean rollback,
      Action.Wait wait,
      Supplier<String> where) {
    long until = World.tick(wait.until());
    rule(until > world.now(), "a wait is for later", where);
    rule(
        condition != Condition.OLD_DEPLOYED || begins(world) || begun(world),
        "an old color that becomes another is not relied on",
        where);
    rule(until <= world.now() + WATCH, "a wait is no longer than the watch interval", where);
    boolean back = inForce(world, 100, 0);
    rule(back || !condition.newIsBad(), "a bad new color loses its customers at once", where);
    rule(back || !rollback, "whoever wants to go back does not wait", where);
  }

  private static boolean baked(World world, Memory memory) {
    return memory.settledAt() >= 0 && world.now() - memory.settledAt() >= TTL + BAKE;
  }

  private static boolean begins(World world) {
    return world.tool() instanceof State.Beginning;
  }

  private static boolean begun(World world) {
    return world.message().contains(", back: ");
  }

  private static boolean inForce(World world, int from, int to) {
    return world.stackFrom() == from
        && world.stackTo() == to
        && world.recordFrom() == from
        && world.recordTo() == to;
  }

  private static void rule(boolean kept, String rule, Supplier<String> where) {
    if (!kept) {
      throw new AssertionError("%s: %s".formatted(rule, where.get()));
    }
  }
}
