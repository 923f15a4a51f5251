package payments.shift.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Deployment;
import payments.shift.decision.Evidence;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.Gates;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Latencies;
import payments.shift.decision.Observation;
import payments.shift.decision.Pace;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.ShiftMachine;
import payments.shift.decision.State;
import payments.shift.testing.TestClock;

/** A cut-over as the real machine decides it, with a hundred requests a second, told a listener. */
final class Story {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  static final Plan PLAN =
      new Plan(
          "blue",
          "green",
          List.of(10, 50, 100),
          new Pace(
              Duration.ofMinutes(15),
              Duration.ofMinutes(30),
              Duration.ofSeconds(30),
              Duration.ofMinutes(1),
              Duration.ofMinutes(5),
              Duration.ofHours(1)),
          Evidence.DEFAULT,
          Plan.DEFAULT_LIMITS,
          false);

  /** What an update takes. */
  static final Duration UPDATE = Duration.ofSeconds(41);

  private static final long PER_SECOND = 100;

  private final Listener listener;
  private final TestClock clock;
  private State state = State.START;
  private Found weights = new Found(100, 0);
  private Optional<LastUpdate> last = Optional.empty();
  private boolean greenFails;
  private boolean greenHealthy = true;
  private Set<String> greenAlarms = Set.of();
  private boolean rollbackAsked;
  private Optional<Deployment> deployed = Optional.empty();

  Story(Listener listener, TestClock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Starts, and looks for the first time. */
  Story start() {
    listener.started(PLAN);
    listener.gates();
    return this;
  }

  /** Three in ten of green's requests fail from now on. */
  Story greenFails() {
    greenFails = true;
    return this;
  }

  /** Green has an alarm, and Route 53 does not like it. */
  Story greenIsSick() {
    greenHealthy = false;
    greenAlarms = Set.of("payments-green-api-errors");
    return this;
  }

  /** Somebody deploys green, which is well afterwards. */
  Story greenIsDeployed() {
    deployed = Optional.of(new Deployment("green", clock.instant(), "release 7"));
    return this;
  }

  /** A person wants all customers back. */
  Story rollbackAsked() {
    rollbackAsked = true;
    return this;
  }

  /** An earlier run has come that far. */
  Story found(int from, int to) {
    weights = new Found(from, to);
    last = Optional.of(new LastUpdate(clock.instant(), "shift blue to green: " + weights));
    return this;
  }

  /** Goes on until that long after now, or to the end. */
  Story go(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end) && !(state instanceof State.Ended)) {
      turn();
    }
    return this;
  }

  private void turn() {
    Observation seen = look();
    Decision decision = ShiftMachine.next(PLAN, state, seen);
    listener.looked(seen, decision);
    state = decision.state();
    if (decision.action() instanceof Action.SetWeights set) {
      listener.updating(set.weights(), set.message());
      last = Optional.of(new LastUpdate(clock.instant(), set.message().text()));
      clock.pass(UPDATE);
      weights = Found.of(set.weights());
      listener.updated(set.weights(), UPDATE);
    } else if (decision.action() instanceof Action.Wait wait) {
      clock.pass(Duration.between(clock.instant(), wait.until()));
    } else {
      listener.ended((Action.Ending) decision.action());
    }
  }

  private Observation look() {
    Instant now = clock.instant();
    return new Observation(
        now,
        weights,
        last,
        Optional.of(weights),
        true,
        now,
        new Reading(
            RecordHealth.HEALTHY,
            Set.of(),
            figures(weights.from(), 212, 0),
            figures(weights.from(), 212, 0)),
        new Reading(
            RecordHealth.of(greenHealthy),
            greenAlarms,
            figures(weights.to(), 230, greenFails ? 0.3 : 0.0005),
            figures(weights.to(), 230, greenFails ? 0.3 : 0.0005)),
        Gates.OPEN,
        rollbackAsked,
        deployed);
  }

  private Figures figures(int weight, double p99, double errors) {
    long seconds =
        state
            .windowStart()
            .map(start -> Duration.between(start, clock.instant()).toSeconds())
            .orElse(30L);
    long requests = seconds * PER_SECOND * weight / 100;
    return requests == 0
        ? Figures.NONE
        : new Figures(
            requests,
            0,
            Math.round(requests * errors),
            0,
            new Latencies(requests, OptionalDouble.of(p99), Map.of()),
            requests,
            0,
            0,
            OptionalDouble.of(850));
  }
}
