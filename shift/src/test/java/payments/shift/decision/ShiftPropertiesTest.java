package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import payments.shift.decision.Action.SetWeights;
import payments.shift.decision.Action.Wait;

/** What holds of any plan, whatever is seen in whatever order, and wherever the tool dies. */
class ShiftPropertiesTest {

  /**
   * One look, and what becomes of the tool after it.
   *
   * @param dies in which part of the action, if at all: -1 lives, 0 before it, 4 after it
   */
  private record Look(
      Reading from,
      Reading to,
      boolean inSync,
      boolean measured,
      boolean gateOpen,
      boolean rollback,
      Optional<String> deployed,
      int dies) {

    Observation at(World world) {
      return new Observation(
          World.instant(world.now()),
          new Found(world.stackFrom(), world.stackTo()),
          Optional.of(new LastUpdate(World.instant(world.updatedAt()), world.message())),
          Optional.of(new Found(world.recordFrom(), world.recordTo())),
          inSync && !(world.tool() instanceof State.Beginning),
          measured ? World.instant(world.now()) : Instant.EPOCH,
          from,
          to,
          new Gates(true, true, gateOpen, true, Optional.empty()),
          rollback,
          deployed.map(world::deployment));
    }

    Look alive() {
      return new Look(from, to, inSync, measured, gateOpen, rollback, deployed, -1);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shift_shouldEndInBoundedLooks_whenWhatIsSeenBecomesSteady(
      @ForAll("plans") Plan plan,
      @ForAll("weights") Weights weights,
      @ForAll("looks") List<Look> looks,
      @ForAll("look") Look steady) {
    World world = World.atOld().setByHand(weights.from(), weights.to());
    for (Look look : looks) {
      world = after(plan, world, look);
    }
    long most = mostLooks(plan);
    for (long look = 0; look < most; look++) {
      if (world.tool() instanceof State.Ended) {
        return;
      }
      world = after(plan, world, steady.alive());
    }
    throw new AssertionError("not over after %d looks: %s".formatted(most, world));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shift_shouldHaveMovedAll_whenAllStaysGood(
      @ForAll("plans") Plan plan, @ForAll("looks") List<Look> looks) {
    World world = World.atOld();
    for (Look look : looks) {
      world = after(plan, world, look);
    }
    boolean goingBack = world.message().contains(", back: ");
    if (goingBack || !new Found(world.stackFrom(), world.stackTo()).sane().isPresent()) {
      return;
    }
    world = world.crashed();
    while (!(world.tool() instanceof State.Ended)) {
      Decision decision =
          ShiftMachine.next(plan, world.tool(), world.seen(Condition.GOOD, Gates.OPEN, false));
      world = done(world.with(decision.state()), decision.action());
    }

    assertThat(((State.Ended) world.tool()).ending()).isInstanceOf(Action.Done.class);
    assertThat(world.recordTo()).isEqualTo(100);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void badNewColor_shouldBeBackInOneUpdate_whereverTheShiftIs(
      @ForAll("plans") Plan plan,
      @ForAll("looks") List<Look> looks,
      @ForAll("newIsBad") Condition bad) {
    World world = World.atOld();
    for (Look look : looks) {
      world = after(plan, world, look);
      if (world.recordTo() == 0 || world.tool() instanceof State.Ended) {
        continue;
      }
      long movedOutBy = plan.pace().keepWindow().toSeconds();
      Decision decision = ShiftMachine.next(plan, world.tool(), world.seen(bad, Gates.OPEN, false));
      boolean over = world.now() - world.updatedAt() >= movedOutBy;
      if (plan.freeze() && !world.message().contains(", back: ")) {
        assertThat(decision.action()).isInstanceOf(Action.Ending.class);
      } else if (!over) {
        assertThat(decision.action())
            .isInstanceOfSatisfying(
                SetWeights.class, order -> assertThat(order.weights()).isEqualTo(Weights.BACK));
      }
    }
  }

  /** Does what the tool would, and holds what must hold of every action against it. */
  private static World after(Plan plan, World world, Look look) {
    Decision decision = ShiftMachine.next(plan, world.tool(), look.at(world));
    Action action = decision.action();
    if (action instanceof SetWeights order) {
      Weights to = order.weights();
      assertThat(to.from() + to.to()).isEqualTo(100);
      assertThat(to.from() == 0 || !look.from().unhealthy()).isTrue();
      assertThat(to.to() == 0 || !look.to().unhealthy()).isTrue();
      assertThat(to.to() == 0 || look.deployed().isEmpty()).isTrue();
    } else if (action instanceof Wait wait) {
      assertThat(Duration.between(World.instant(world.now()), wait.until()))
          .isPositive()
          .isLessThanOrEqualTo(plan.pace().watchInterval());
    }
    if (look.dies() < 0) {
      return done(world.with(decision.state()), action);
    }
    List<World> parts = new ArrayList<>(List.of(world));
    if (action instanceof SetWeights order) {
      parts.addAll(world.update(order));
    }
    World left = parts.get(Math.min(look.dies(), parts.size() - 1));
    assertThat(left.recordFrom() + left.recordTo()).isPositive();
    return left.crashed().later(1);
  }

  private static World done(World world, Action action) {
    if (action instanceof SetWeights order) {
      List<World> parts = world.update(order);
      return parts.get(parts.size() - 1).later(1);
    }
    return action instanceof Wait wait
        ? world.later(World.tick(wait.until()) - world.now())
        : world;
  }

  /** All waits of all steps, one look a watch interval, and the updates between. */
  private static long mostLooks(Plan plan) {
    Pace pace = plan.pace();
    Duration step = pace.bake().plus(pace.prolongation()).plus(pace.ttl()).plus(pace.syncLimit());
    long each = looks(pace, step) + 2L * ShiftMachine.MOST_ATTEMPTS + 8;
    return (plan.steps().size() + 2) * each + looks(pace, pace.keepWindow());
  }

  private static long looks(Pace pace, Duration time) {
    return time.dividedBy(pace.watchInterval()) + 1;
  }

  @Provide
  Arbitrary<Condition> newIsBad() {
    return Arbitraries.of(
        Condition.NEW_ERRORS,
        Condition.NEW_SLOW,
        Condition.NEW_ALARM,
        Condition.NEW_UNHEALTHY,
        Condition.NEW_WORSE,
        Condition.NEW_DEPLOYED_BAD);
  }

  @Provide
  Arbitrary<Weights> weights() {
    return Arbitraries.integers().between(0, 100).map(Weights::withTo);
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<List<Integer>> steps =
        Arbitraries.integers()
            .between(1, 99)
            .set()
            .ofMaxSize(5)
            .map(
                some -> {
                  var sorted = new ArrayList<>(some.stream().sorted().toList());
                  sorted.add(100);
                  return sorted;
                });
    Arbitrary<Integer> seconds = Arbitraries.integers().between(1, 60);
    Arbitrary<Pace> paces =
        Combinators.combine(seconds, seconds, seconds, seconds, seconds, seconds)
            .as(
                (bake, prolongation, watch, ttl, sync, keep) ->
                    new Pace(
                        Duration.ofSeconds(bake),
                        Duration.ofSeconds(prolongation),
                        Duration.ofSeconds(Math.min(watch, bake)),
                        Duration.ofSeconds(ttl),
                        Duration.ofSeconds(sync),
                        Duration.ofSeconds(bake + keep)));
    Arbitrary<Map<Metric, Limit>> limits =
        Arbitraries.subsetOf(Metric.values())
            .map(
                metrics -> {
                  var chosen = new EnumMap<Metric, Limit>(Metric.class);
                  metrics.forEach(metric -> chosen.put(metric, Plan.DEFAULT_LIMITS.get(metric)));
                  chosen.put(Metric.SERVER_ERRORS, Plan.DEFAULT_LIMITS.get(Metric.SERVER_ERRORS));
                  chosen.put(Metric.LATENCY, Plan.DEFAULT_LIMITS.get(Metric.LATENCY));
                  return chosen;
                });
    return Combinators.combine(steps, paces, limits, Arbitraries.of(true, false))
        .as(
            (chosen, pace, limit, freeze) ->
                new Plan("blue", "green", chosen, pace, Evidence.DEFAULT, limit, freeze));
  }

  @Provide
  Arbitrary<List<Look>> looks() {
    return look().list().ofMaxSize(80);
  }

  @Provide
  Arbitrary<Look> look() {
    Arbitrary<Look> any =
        Combinators.combine(
                readings(),
                readings(),
                mostly(true),
                mostly(true),
                mostly(true),
                mostly(false),
                Arbitraries.of("blue", "green").optional(0.05),
                Arbitraries.frequencyOf(
                    Tuple.of(9, Arbitraries.just(-1)),
                    Tuple.of(1, Arbitraries.integers().between(0, 4))))
            .as(Look::new);
    Arbitrary<Look> good =
        Arbitraries.integers()
            .between(1, 100)
            .map(
                percent ->
                    new Look(
                        Condition.GOOD.from(percent),
                        Condition.GOOD.to(percent),
                        true,
                        true,
                        true,
                        false,
                        Optional.empty(),
                        -1));
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(4, good));
  }

  private static Arbitrary<Boolean> mostly(boolean value) {
    return Arbitraries.of(value, value, value, value, value, value, value, !value);
  }

  private static Arbitrary<Reading> readings() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(RecordHealth.HEALTHY)),
                Tuple.of(1, Arbitraries.of(RecordHealth.class))),
            Arbitraries.of(Set.<String>of(), Set.of("alarm")),
            figures(),
            figures())
        .as(Reading::new);
  }

  private static Arbitrary<Figures> figures() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000);
    Arbitrary<OptionalDouble> values =
        Arbitraries.doubles()
            .between(0, 1_000_000)
            .map(OptionalDouble::of)
            .injectNull(0.2)
            .map(value -> value == null ? OptionalDouble.empty() : value);
    return Combinators.combine(
            counts,
            counts,
            counts.tuple2(),
            latencies(counts, values),
            counts,
            counts,
            counts,
            values)
        .as(
            (requests, direct, errors, latencies, invocations, failed, throttles, lag) ->
                new Figures(
                    requests,
                    direct,
                    errors.get1(),
                    errors.get2(),
                    latencies,
                    invocations,
                    failed,
                    throttles,
                    lag));
  }

  private static Arbitrary<Latencies> latencies(
      Arbitrary<Long> counts, Arbitrary<OptionalDouble> values) {
    Arbitrary<Map<Integer, Long>> slower =
        Arbitraries.maps(Arbitraries.of(Latencies.BOUNDS), counts);
    return Combinators.combine(counts, values, slower)
        .as((payments, p99, counted) -> new Latencies(payments, p99, counted));
  }
}
