package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
  private static final int STATES = 70_874;
  private static final int STATES_WITH_FREEZE = 76_977;

  /** What the tool around the machine stops for; FROZEN needs a plan that freezes. */
  private static final Set<StopKind> NOT_BY_EVERY_PLAN =
      Set.of(StopKind.INTERRUPTED, StopKind.NOT_POSSIBLE, StopKind.FROZEN);

  private static final Gates CLOSED = new Gates(true, true, true, false, Optional.empty());

  /** A state of the search: the world, and what the rules need to remember of the way to it. */
  private record Node(World world, Memory memory) {}

  /** What happens to the tool and its stacks before it looks. */
  private enum Before {
    NOTHING(world -> world),
    CRASH(World::crashed),
    CRASH_IDLE(World::crashedIdle),
    START_AGAIN(World::startedAgain),
    PERSON_MOVES(world -> world.setByHand(70, 30)),
    PERSON_GOES_BACK(world -> world.setByHand(100, 0)),
    PERSON_FINISHES(world -> world.setByHand(0, 100)),
    PERSON_ZEROES(world -> world.setByHandInStack(0, 0)),
    PERSON_MISTYPES(world -> world.setByHandInStack(90, 30)),
    PERSON_USES_THE_CONSOLE(world -> world.setByHandInRoute53(30, 70));

    private final UnaryOperator<World> change;

    Before(UnaryOperator<World> change) {
      this.change = change;
    }

    boolean isStart() {
      return this == CRASH || this == CRASH_IDLE || this == START_AGAIN;
    }

    Memory in(Memory memory, World world) {
      return isStart() ? Memory.NONE : this == NOTHING ? memory : memory.interfered(world);
    }
  }

  @Example
  void everyStep_shouldKeepTheRules_whenTheToolGoesBack() {
    var search = new Search(plan(false));

    assertThat(search.reached.size()).as("states").isEqualTo(STATES);
    assertThat(search.endings)
        .contains("Done", "WentBack")
        .containsAll(kinds())
        .doesNotContain("FROZEN");
  }

  @Example
  void everyStep_shouldKeepTheRules_whenTheToolFreezes() {
    var search = new Search(plan(true));

    assertThat(search.reached.size()).as("states").isEqualTo(STATES_WITH_FREEZE);
    assertThat(search.endings).contains("Done", "WentBack", "FROZEN").containsAll(kinds());
  }

  private static List<String> kinds() {
    return Stream.of(StopKind.values())
        .filter(kind -> !NOT_BY_EVERY_PLAN.contains(kind))
        .map(Enum::name)
        .toList();
  }

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
            Duration.ofSeconds(SafetyRules.KEEP)),
        // So many resolvers that even a bake of seconds draws often enough.
        new Evidence(100, 0.001, 3, 3, 1_000_000),
        Plan.DEFAULT_LIMITS,
        freeze);
  }

  /** Breadth first, so that a rule that is broken is shown on a shortest way. */
  private static final class Search {
    final Set<Key> reached = new HashSet<>();
    final Set<String> endings = new HashSet<>();

    private final Map<Condition, Set<Key>> endsWhen = new EnumMap<>(Condition.class);
    private final Deque<Node> open = new ArrayDeque<>();
    private final Plan plan;
    private final SafetyRules rules;
    private long steps;

    Search(Plan plan) {
      this.plan = plan;
      this.rules = new SafetyRules(plan.freeze());
      visit(new Node(World.atOld(), Memory.NONE));
      while (!open.isEmpty()) {
        Node node = open.remove();
        Condition.ALPHABET.forEach(condition -> endsWhenSteady(node.world(), condition));
        Condition.ALPHABET.forEach(condition -> interferences(node, condition));
      }
      System.out.printf(
          "cut-over%s: %d states, %d steps, all within the rules%n",
          plan.freeze() ? " with freeze" : "", reached.size(), steps);
    }

    private void interferences(Node node, Condition condition) {
      if (node.world().tool() instanceof State.Ended && condition != Condition.GOOD) {
        return; // To what is over, all conditions are the same.
      }
      for (Before before : Before.values()) {
        World world = before.change.apply(node.world());
        var then = new Node(world, before.in(node.memory(), world));
        if (before.isStart()) {
          visit(then);
          continue;
        }
        step(then, condition, Gates.OPEN, false);
        step(then, condition, CLOSED, false);
        step(then, condition, Gates.OPEN, true);
      }
    }

    private void step(Node node, Condition condition, Gates gates, boolean rollback) {
      World world = node.world();
      Decision decision =
          ShiftMachine.next(plan, world.tool(), world.seen(condition, gates, rollback));
      rules.check(world, node.memory(), condition, gates != CLOSED, rollback, decision);
      Memory memory = node.memory().after(world, condition, rollback, decision);
      World after = world.with(decision.state());
      visit(new Node(after.later(1), memory));
      if (decision.action() instanceof SetWeights order) {
        List<World> stages = after.update(order);
        rules.checkStages(stages);
        // The update ends after any of its parts, and the tool lives or dies.
        for (World stage : stages) {
          visit(new Node(stage.later(1), memory));
          visit(new Node(stage.crashed().later(1), Memory.NONE));
        }
      } else if (decision.action() instanceof Action.Ending ending) {
        endings.add(
            ending instanceof Action.Stop stop
                ? stop.kind().name()
                : ending.getClass().getSimpleName());
      }
    }

    /** Where nothing changes any more, it is over soon. */
    private void endsWhenSteady(World start, Condition condition) {
      Set<Key> ends = endsWhen.computeIfAbsent(condition, it -> new HashSet<>());
      var way = new ArrayList<Key>();
      World world = start;
      for (int tick = 0; tick < MOST_TICKS; tick++) {
        Key key = key(new Node(world, Memory.NONE));
        if (world.tool() instanceof State.Ended || ends.contains(key)) {
          ends.addAll(way);
          return;
        }
        way.add(key);
        Decision decision =
            ShiftMachine.next(plan, world.tool(), world.seen(condition, Gates.OPEN, false));
        world = world.with(decision.state());
        if (decision.action() instanceof SetWeights order) {
          world = last(world.update(order));
        }
        world = world.later(1);
      }
      throw new AssertionError(
          "not over after %d ticks of %s: %s".formatted(MOST_TICKS, condition, start));
    }

    private void visit(Node node) {
      steps++;
      if (reached.add(key(node))) {
        open.add(node);
      }
    }
  }

  private static World last(List<World> stages) {
    return stages.get(stages.size() - 1);
  }

  /**
   * What tells states apart: the tool's own without reasons, instants as distances from now.
   *
   * @param tool the kind of its state and all that is in it
   */
  private record Key(
      List<Object> tool,
      Found stack,
      Found records,
      String message,
      long updatedAgo,
      Memory memory) {}

  private static Key key(Node node) {
    World world = node.world();
    return new Key(
        tool(world),
        new Found(world.stackFrom(), world.stackTo()),
        new Found(world.recordFrom(), world.recordTo()),
        withoutReason(world.message()),
        ago(world, world.updatedAt()),
        node.memory().relative(world.now(), LONG_AGO));
  }

  private static String withoutReason(String message) {
    int back = message.indexOf("back: ");
    return back < 0 ? message : message.substring(0, back);
  }

  private static List<Object> tool(World world) {
    State tool = world.tool();
    if (tool instanceof State.Applying it) {
      boolean untouched =
          it.before().update().equals(world.seen(Condition.GOOD, Gates.OPEN, false).lastUpdate());
      return List.of(
          it.before().stack(),
          it.before().records(),
          untouched,
          it.weights(),
          it.back().isPresent(),
          Math.min(it.attempts(), ShiftMachine.MOST_ATTEMPTS),
          ago(world, it.since()));
    }
    if (tool instanceof State.Spreading it) {
      return List.of("spreading", it.weights(), ago(world, it.changedAt()), ago(world, it.until()));
    }
    if (tool instanceof State.Baking it) {
      return List.of("baking", it.weights(), ago(world, it.changedAt()), ago(world, it.since()));
    }
    if (tool instanceof State.Keeping it) {
      return List.of("keeping", ago(world, it.until()));
    }
    if (tool instanceof State.Ended it) {
      return List.of(
          it.ending() instanceof Action.Stop stop ? stop.kind() : it.ending().getClass());
    }
    boolean afterDeath = ((State.Beginning) tool).deadSince().isPresent();
    return List.of("beginning", afterDeath, world.isLeftByTheDead());
  }

  private static long ago(World world, Instant instant) {
    return ago(world, World.tick(instant));
  }

  private static long ago(World world, long tick) {
    return Math.min(LONG_AGO, world.now() - tick);
  }
}
