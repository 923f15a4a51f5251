package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import payments.shift.decision.Action.SetWeights;
import payments.shift.decision.SafetyRules.Memory;

/**
 * Visits every state that a small cut-over can get into, whatever is seen, whoever interferes and
 * wherever the tool dies, and holds {@link SafetyRules} against every step.
 */
class ExhaustiveSearchTest {
  /** No time in a plan is longer, so that nothing distinguishes instants further back. */
  private static final long LONG_AGO = 8;

  private static final int MOST_TICKS = 60;

  /** A state of the search: the world, and what the rules need to remember of the way to it. */
  private record Node(World world, Memory memory) {}

  /** What happens to the tool and its stacks before it looks. */
  private enum Before {
    NOTHING(world -> world),
    CRASH(World::crashed),
    PERSON_MOVES(world -> world.setByHand(70, 30)),
    PERSON_GOES_BACK(world -> world.setByHand(100, 0)),
    PERSON_FINISHES(world -> world.setByHand(0, 100)),
    PERSON_ZEROES(world -> world.setByHandInStack(0, 0)),
    PERSON_MISTYPES(world -> world.setByHandInStack(90, 30));

    private final UnaryOperator<World> change;

    Before(UnaryOperator<World> change) {
      this.change = change;
    }

    boolean isPerson() {
      return name().startsWith("PERSON");
    }
  }

  @Example
  void everyStep_shouldKeepTheRules_whenTheToolGoesBack() {
    assertThat(search(plan(false))).isGreaterThan(STATES_AT_LEAST);
  }

  @Example
  void everyStep_shouldKeepTheRules_whenTheToolFreezes() {
    assertThat(search(plan(true))).isGreaterThan(STATES_AT_LEAST);
  }

  private static final int STATES_AT_LEAST = 1_000;

  static Plan plan(boolean freeze) {
    return new Plan(
        "blue",
        "green",
        List.of(10, 50, 100),
        new Pace(
            Duration.ofSeconds(SafetyRules.BAKE),
            Duration.ofSeconds(2),
            Duration.ofSeconds(SafetyRules.WATCH),
            Duration.ofSeconds(SafetyRules.TTL),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5)),
        Evidence.DEFAULT,
        Plan.DEFAULT_LIMITS,
        freeze);
  }

  private static int search(Plan plan) {
    var rules = new SafetyRules(plan.freeze());
    Map<String, Node> reached = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>();
    visit(new Node(World.atOld(), Memory.NONE), reached, open);
    long steps = 0;
    while (!open.isEmpty()) {
      Node node = open.remove();
      for (Condition condition : Condition.values()) {
        endsWhenSteady(plan, node.world(), condition);
        for (Node next : steps(plan, rules, node, condition)) {
          steps++;
          visit(next, reached, open);
        }
      }
    }
    System.out.printf(
        "cut-over%s: %d states, %d steps, all within the rules%n",
        plan.freeze() ? " with freeze" : "", reached.size(), steps);
    return reached.size();
  }

  private static void visit(Node node, Map<String, Node> reached, Deque<Node> open) {
    if (reached.putIfAbsent(key(node), node) == null) {
      open.add(node);
    }
  }

  private static List<Node> steps(Plan plan, SafetyRules rules, Node node, Condition condition) {
    var nexts = new ArrayList<Node>();
    for (Before before : Before.values()) {
      for (Gates gates : List.of(Gates.OPEN, new Gates(true, true, true, false, true))) {
        for (boolean rollback : new boolean[] {false, true}) {
          World world = before.change.apply(node.world());
          Memory memory =
              before == Before.CRASH
                  ? Memory.NONE
                  : before.isPerson() ? node.memory().interfered(world) : node.memory();
          Observation seen = world.seen(condition, gates, rollback);
          Decision decision = ShiftMachine.next(plan, world.tool(), seen);
          rules.check(world, memory, condition, gates.equals(Gates.OPEN), rollback, decision);
          Memory then = memory.after(world, condition, rollback, decision);
          World after = world.with(decision.state());
          if (decision.action() instanceof SetWeights order) {
            List<World> stages = after.update(order);
            rules.checkStages(stages);
            // The update fails at once, or after each of its parts, and the tool lives or dies.
            nexts.add(new Node(after.later(1), then));
            for (World stage : stages) {
              nexts.add(new Node(stage.later(1), then));
              nexts.add(new Node(stage.crashed().later(1), Memory.NONE));
            }
          } else {
            nexts.add(new Node(after.later(1), then));
          }
        }
      }
    }
    return nexts;
  }

  /** Where nothing changes any more, it is over soon. */
  private static void endsWhenSteady(Plan plan, World start, Condition condition) {
    World world = start;
    for (int tick = 0; tick < MOST_TICKS; tick++) {
      Decision decision =
          ShiftMachine.next(plan, world.tool(), world.seen(condition, Gates.OPEN, false));
      if (decision.action() instanceof Action.Ending) {
        return;
      }
      world = world.with(decision.state());
      if (decision.action() instanceof SetWeights order) {
        world = last(world.update(order));
      }
      world = world.later(1);
    }
    throw new AssertionError(
        "not over after %d ticks of %s: %s".formatted(MOST_TICKS, condition, start));
  }

  private static World last(List<World> stages) {
    return stages.get(stages.size() - 1);
  }

  /** What tells states apart: instants as distances from now, reasons left out. */
  private static String key(Node node) {
    World world = node.world();
    return String.join(
        "|",
        tool(world),
        world.stackFrom() + "/" + world.stackTo(),
        world.recordFrom() + "/" + world.recordTo(),
        text(world.message()),
        Long.toString(ago(world, world.updatedAt())),
        node.memory().key(world.now(), LONG_AGO));
  }

  private static String text(String message) {
    return message.replaceAll("back: .*", "back");
  }

  private static String tool(World world) {
    State tool = world.tool();
    if (tool instanceof State.Applying it) {
      boolean untouched =
          it.before().update().equals(world.seen(Condition.GOOD, Gates.OPEN, false).lastUpdate());
      return "applying %s %s %s %s %d %d"
          .formatted(
              it.before().stack(),
              untouched,
              it.weights(),
              it.back().isPresent(),
              it.attempts(),
              ago(world, it.since()));
    }
    if (tool instanceof State.Spreading it) {
      return "spreading %s %d %d"
          .formatted(it.weights(), ago(world, it.changedAt()), ago(world, it.until()));
    }
    if (tool instanceof State.Baking it) {
      return "baking %s %d %d"
          .formatted(it.weights(), ago(world, it.changedAt()), ago(world, it.since()));
    }
    if (tool instanceof State.Keeping it) {
      return "keeping %d".formatted(ago(world, it.until()));
    }
    if (tool instanceof State.Ended it) {
      return "ended "
          + (it.ending() instanceof Action.Stop stop ? stop.kind() : it.ending().getClass());
    }
    return "beginning";
  }

  private static long ago(World world, Instant instant) {
    return ago(world, World.tick(instant));
  }

  private static long ago(World world, long tick) {
    return Math.min(LONG_AGO, world.now() - tick);
  }
}
