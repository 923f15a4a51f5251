package payments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import payments.control.Outcome.Completed;
import payments.control.Outcome.Mismatch;
import payments.control.World.Caller;
import payments.control.World.Color;
import payments.entity.Payment;
import payments.entity.Session;
import payments.testing.MemoryStores.Fault;

/**
 * Callers of one key on two colors, in any order of their single steps, with faults, kills and
 * clocks that jump apart. First with one table, then with two that replicate late: there, exactly
 * what {@code docs/decisions/0004-one-global-sessions-table.md} says.
 */
class InterleavingsTest {
  private static final Payment PAYMENT = World.payment(10);
  private static final Payment OTHER = World.payment(20);

  /** One thing that happens. */
  sealed interface Event {
    /** A caller goes one step; one who has ended, or has not begun, begins a call. */
    record Step(int caller, Fault fault) implements Event {}

    /** A color's clock jumps. */
    record Jump(boolean blue, int seconds) implements Event {}

    /** A color hears of one write of the other. */
    record Replicate(boolean blue) implements Event {}
  }

  @Property(tries = 2000)
  void onePayment_shouldBeTakenOnce_onOneTable(@ForAll("events") List<Event> events) {
    World world = World.ofOneTable();

    run(world, events, PAYMENT);
    world.waitForLeases();
    Outcome blue = world.take(world.blue, PAYMENT);
    Outcome green = world.take(world.green, PAYMENT);

    assertThat(List.of(blue, green)).allMatch(Completed.class::isInstance);
    assertThat(world.answers(PAYMENT)).hasSize(1);
    assertTakenOnce(world);
  }

  @Property(tries = 2000)
  void oneOfTwoPayments_shouldBeTakenOnce_onOneTable(@ForAll("events") List<Event> events) {
    World world = World.ofOneTable();

    run(world, events, OTHER);
    world.waitForLeases();
    Outcome one = world.take(world.blue, PAYMENT);
    Outcome other = world.take(world.green, OTHER);

    boolean first = one instanceof Completed;
    assertThat(first ? other : one).isEqualTo(new Mismatch());
    assertThat(world.answers(first ? PAYMENT : OTHER)).hasSize(1);
    assertThat(world.answers(first ? OTHER : PAYMENT)).isEmpty();
    assertTakenOnce(world);
  }

  private static void assertTakenOnce(World world) {
    Session session = world.blue.session();
    assertThat(session.status()).isEqualTo(Session.Status.COMPLETED);
    assertThat(world.blue.stores.completions).isEqualTo(Map.of(World.ID, 1));
    assertThat(contents(world.blue.stores.logged.get(World.ID))).containsExactly(content(session));
    assertThat(world.blue.stores.logged.get(World.ID))
        .allSatisfy(
            object -> {
              assertThat(object.createdAt()).isEqualTo(session.createdAt());
              assertThat(object.origin()).isEqualTo(session.origin());
            });
  }

  @Property(tries = 2000)
  void onePayment_shouldConverge_onTwoReplicas(@ForAll("events") List<Event> events) {
    World world = World.ofTwoReplicas();

    run(world, events, PAYMENT);
    converge(world, PAYMENT);

    // Every caller was told the same, but for the color's name.
    assertThat(distinct(world.answers(PAYMENT))).hasSize(1);
    assertThat(world.blue.session()).isEqualTo(world.green.session());
    assertThat(world.blue.session().status()).isEqualTo(Session.Status.COMPLETED);
    for (Color color : List.of(world.blue, world.green)) {
      assertThat(color.ledger).containsOnlyKeys(World.ID);
      assertThat(inLedger(color)).isEqualTo(content(world.blue.session()));
      assertThat(color.rejected).isEmpty();
      color.logged().ifPresent(o -> assertThat(content(o)).isEqualTo(content(color.session())));
    }
    if (world.clocksAgree()) {
      assertThat(world.blue.ledger).isEqualTo(world.green.ledger);
    }
    assertThat(List.of(world.blue, world.green)).anyMatch(color -> color.logged().isPresent());
  }

  @Property(tries = 2000)
  void twoPayments_shouldBothBeAnsweredAtWorst_onTwoReplicas(@ForAll("events") List<Event> events) {
    World world = World.ofTwoReplicas();

    run(world, events, OTHER);
    converge(world, PAYMENT);
    converge(world, OTHER);

    assertThat(world.blue.session()).isEqualTo(world.green.session());
    assertThat(world.blue.session().status()).isEqualTo(Session.Status.COMPLETED);
    // Nobody is told of another payment than his own.
    assertThat(world.answers(PAYMENT)).allMatch(answer -> answer.contains("\"amount\":10.00"));
    assertThat(world.answers(OTHER)).allMatch(answer -> answer.contains("\"amount\":20.00"));
    for (Color color : List.of(world.blue, world.green)) {
      // One row, and what is not in it is in the failure queue: nothing is lost in silence.
      assertThat(color.ledger).containsOnlyKeys(World.ID);
      Set<String> known = new HashSet<>(contents(color.rejected));
      known.add(inLedger(color));
      assertThat(known).contains(content(world.blue.session()));
    }
    Set<String> inAnyLedger = new HashSet<>();
    for (Color color : List.of(world.blue, world.green)) {
      inAnyLedger.add(inLedger(color));
      inAnyLedger.addAll(contents(color.rejected));
    }
    for (Payment payment : List.of(PAYMENT, OTHER)) {
      if (!world.answers(payment).isEmpty()) {
        assertThat(inAnyLedger).contains(payment.fingerprint());
      }
    }
  }

  @Example
  void bothColors_shouldAnswer_whenNeitherHasHeardOfTheOther() {
    World world = World.ofTwoReplicas();
    world.take(world.blue, PAYMENT);
    world.take(world.green, PAYMENT);
    world.replicateAll();

    assertThat(world.answers(PAYMENT)).hasSize(2);
    assertThat(distinct(world.answers(PAYMENT))).hasSize(1);
    // The later one stays, in both ledgers too; each bucket has its own.
    assertThat(world.blue.session()).isEqualTo(world.green.session());
    assertThat(world.blue.session().origin()).isEqualTo(world.green.origin);
    assertThat(world.clocksAgree()).isTrue();
    for (Color color : List.of(world.blue, world.green)) {
      assertThat(color.ledger.get(World.ID).session()).isEqualTo(world.blue.session());
    }
    assertThat(world.blue.logged().orElseThrow().origin()).isEqualTo(world.blue.origin);
    assertThat(world.green.logged().orElseThrow().origin()).isEqualTo(world.green.origin);
  }

  @Property(tries = 2000)
  void answeredPayment_shouldBeReported_whenItIsLeftUnfinished(
      @ForAll("events") List<Event> events) {
    World world = World.ofTwoReplicas();

    run(world, events, PAYMENT);
    world.replicateAll();

    if (!world.answers(PAYMENT).isEmpty()
        && world.blue.session().status() == Session.Status.PROCESSING) {
      assertThat(
              Stream.of(world.blue, world.green).flatMap(color -> color.unfinishedAgain.stream()))
          .isNotEmpty();
    }
  }

  /** The first completion is in blue's ledger alone: green's table had a later one by then. */
  @Example
  void ledgers_shouldEndWithDifferentColors_whenTheClockOfTheLaterCompletionIsBehind() {
    World world = World.ofTwoReplicas();
    world.blue.clock.advance(Duration.ofSeconds(1));
    world.take(world.blue, PAYMENT);
    world.take(world.green, PAYMENT);
    world.replicateAll();

    assertThat(world.clocksAgree()).isFalse();
    assertThat(world.blue.session().origin()).isEqualTo(world.green.origin);
    assertThat(world.blue.ledger.get(World.ID).session().origin()).isEqualTo(world.blue.origin);
    assertThat(world.green.ledger.get(World.ID).session().origin()).isEqualTo(world.green.origin);
    assertThat(inLedger(world.blue)).isEqualTo(inLedger(world.green));
  }

  @Example
  void completedPayment_shouldBeUnfinishedAgain_whenTheOtherColorDiesInItsLaterClaim() {
    World world = World.ofTwoReplicas();
    world.take(world.blue, PAYMENT);
    Caller late = world.call(world.green, PAYMENT);
    world.step(late, Fault.KILLED_AFTER);
    world.replicateAll();

    assertThat(world.blue.session().status()).isEqualTo(Session.Status.PROCESSING);
    assertThat(world.green.ledger).isEmpty();
    // The Region that held the completion is told, and it alone.
    assertThat(world.blue.unfinishedAgain).containsExactly(world.blue.session());
    assertThat(world.green.unfinishedAgain).isEmpty();

    converge(world, PAYMENT);
    assertThat(world.green.session().status()).isEqualTo(Session.Status.COMPLETED);
    assertThat(world.green.ledger).containsOnlyKeys(World.ID);
  }

  @Example
  void twoPayments_shouldBothBeAnswered_whenNeitherColorHasHeardOfTheOther() {
    World world = World.ofTwoReplicas();
    assertThat(world.take(world.blue, PAYMENT)).isInstanceOf(Completed.class);
    assertThat(world.take(world.green, OTHER)).isInstanceOf(Completed.class);
    world.replicateAll();

    assertThat(world.blue.session().fingerprint()).isEqualTo(OTHER.fingerprint());
    assertThat(inLedger(world.blue)).isEqualTo(PAYMENT.fingerprint());
    assertThat(contents(world.blue.rejected)).containsExactly(OTHER.fingerprint());
    assertThat(inLedger(world.green)).isEqualTo(OTHER.fingerprint());
    assertThat(world.blue.logged()).map(InterleavingsTest::content).hasValue(PAYMENT.fingerprint());
    assertThat(world.green.logged()).map(InterleavingsTest::content).hasValue(OTHER.fingerprint());
    assertThat(world.take(world.blue, PAYMENT)).isEqualTo(new Mismatch());
  }

  @Example
  void caller_shouldBeToldOfTheMismatch_whenTheOtherColorsClaimReplacedItsOwn() {
    World world = World.ofTwoReplicas();
    Caller first = world.call(world.blue, PAYMENT);
    world.step(first, Fault.NONE);
    world.take(world.green, OTHER);
    world.replicateAll();
    world.finish(first);

    assertThat(first.steps().result()).contains(new Mismatch());
  }

  private static void run(World world, List<Event> events, Payment ofEveryThird) {
    Map<Integer, Caller> current = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.Step step) {
        Caller caller = current.get(step.caller());
        if (caller == null || !caller.steps().isRunning()) {
          Color color = step.caller() % 2 == 0 ? world.blue : world.green;
          Payment payment = step.caller() % 3 == 2 ? ofEveryThird : PAYMENT;
          current.put(step.caller(), world.call(color, payment));
        } else {
          world.step(caller, step.fault());
        }
      } else if (event instanceof Event.Jump jump) {
        color(world, jump.blue()).clock.advance(Duration.ofSeconds(jump.seconds()));
      } else if (event instanceof Event.Replicate replicate) {
        world.replicate(color(world, replicate.blue()));
      }
    }
    world.finishAll();
  }

  private static Color color(World world, boolean blue) {
    return blue ? world.blue : world.green;
  }

  /** What the decision counts on: all writes have arrived, and the payment is sent once more. */
  private static void converge(World world, Payment payment) {
    for (Color color : List.of(world.blue, world.green)) {
      world.replicateAll();
      world.waitForLeases();
      Outcome unused = world.take(color, payment);
      world.replicateAll();
    }
  }

  private static String inLedger(Color color) {
    return content(color.ledger.get(World.ID).session());
  }

  private static String content(Session session) {
    return session.fingerprint();
  }

  private static List<String> contents(Iterable<Session> sessions) {
    List<String> contents = new ArrayList<>();
    sessions.forEach(session -> contents.add(content(session)));
    return contents.stream().distinct().toList();
  }

  private static Set<String> distinct(List<String> answers) {
    Set<String> distinct = new HashSet<>();
    answers.forEach(answer -> distinct.add(withoutColor(answer)));
    return distinct;
  }

  private static String withoutColor(String answer) {
    return answer.replaceAll("processed in [bg] environment", "processed");
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Fault> faults =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(Fault.NONE)), Tuple.of(2, Arbitraries.of(Fault.class)));
    Arbitrary<Event> steps =
        Combinators.combine(Arbitraries.integers().between(0, 5), faults).as(Event.Step::new);
    Arbitrary<Event> jumps =
        Combinators.combine(
                Arbitraries.of(true, false), Arbitraries.of(-61, -30, -1, 1, 10, 30, 59, 60, 61))
            .as(Event.Jump::new);
    Arbitrary<Event> replications = Arbitraries.of(true, false).map(Event.Replicate::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, steps), Tuple.of(1, jumps), Tuple.of(2, replications))
        .list()
        .ofMaxSize(40);
  }
}
