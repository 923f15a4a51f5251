package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Found;
import payments.shift.decision.Gates;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.ShiftMachine;
import payments.shift.decision.State;
import payments.shift.decision.StopKind;

/**
 * One cut-over from its start, or from where the last one died, to its end: looks, has {@link
 * ShiftMachine} decide, acts. Whatever ends it, the weights are state: it can be started again.
 */
public final class Cutover {
  private final Plan plan;
  private final World world;
  private final Listener listener;
  private final Observer observer;
  private final GateKeeper gates;
  private final Patience patience;
  private Optional<Observation> last = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Duration pause = Patience.FIRST;

  /**
   * @param plan what to do
   * @param world what it sees and acts on
   * @param listener told what happens
   */
  public Cutover(Plan plan, World world, Listener listener) {
    this.plan = plan;
    this.world = world;
    this.listener = listener;
    this.observer = new Observer(plan, world);
    this.gates = new GateKeeper(plan, world, listener::working);
    this.patience = new Patience(world.time(), listener::trouble);
  }

  /** Runs it. */
  public Action.Ending run() {
    listener.started(plan);
    Action.Ending ending = end();
    listener.ended(ending);
    return ending;
  }

  private Action.Ending end() {
    try {
      recover();
      return go();
    } catch (InterruptedException e) {
      return new Action.Stop(
          StopKind.INTERRUPTED,
          "told to end at %s; the weights stay, and this goes on from them when it is started again"
              .formatted(last.map(it -> it.stack().toString()).orElse("weights not yet seen")));
    } catch (ShiftException e) {
      return new Action.Stop(StopKind.NOT_POSSIBLE, e.getMessage());
    } catch (RuntimeException e) {
      return Unexpected.stop(e);
    }
  }

  private void recover() throws InterruptedException {
    patience.answer(
        () -> {
          world.permit().require();
          world.stacks().recover();
          return true;
        });
  }

  private Action.Ending go() throws InterruptedException {
    State state = new State.Beginning(world.permit().deadSince());
    while (true) {
      Decision decision = decide(state);
      listener.looked(last.orElseThrow(), decision);
      state = decision.state();
      world.time().finishFirst(goesBack(state));
      if (decision.action() instanceof Action.Ending ending) {
        return explained(ending);
      }
      act(decision.action());
    }
  }

  /** With what the last update failed with, if that is why it ends. */
  private Action.Ending explained(Action.Ending ending) {
    return ending instanceof Action.Stop stop
            && stop.kind() == StopKind.UPDATE_FAILED
            && failure.isPresent()
        ? new Action.Stop(
            stop.kind(), "%s; the last one: %s".formatted(stop.reason(), failure.get()))
        : ending;
  }

  /**
   * Decides with closed gates first, since looking at them takes long: only if that is refused do
   * they matter.
   */
  private Decision decide(State state) throws InterruptedException {
    Observation seen = look(state, GateKeeper.CLOSED);
    Decision decision = ShiftMachine.next(plan, state, seen);
    if (!isRefused(decision.action())) {
      return decision;
    }
    listener.gates();
    Gates found = patience.answer(gates::look);
    return ShiftMachine.next(plan, state, look(state, found));
  }

  private static boolean isRefused(Action action) {
    return action instanceof Action.Stop stop && stop.kind() == StopKind.REFUSED;
  }

  private Observation look(State state, Gates assumed) throws InterruptedException {
    Observation seen =
        patience.answer(() -> observer.look(state.windowStart(), assumed, goesBack(state)));
    last = Optional.of(seen);
    return seen;
  }

  private static boolean goesBack(State state) {
    return state instanceof State.Applying applying && applying.back().isPresent();
  }

  private void act(Action action) throws InterruptedException {
    if (action instanceof Action.SetWeights set) {
      set(set);
    } else if (action instanceof Action.Wait wait) {
      world.time().sleepUntil(wait.until());
    }
  }

  private void set(Action.SetWeights set) throws InterruptedException {
    world.time().requireGoing();
    permit();
    listener.updating(set.weights(), set.message());
    Instant began = world.time().now();
    try {
      world.stacks().set(new Change(set.weights(), set.message(), guard()));
    } catch (ShiftException e) {
      world.time().requireGoing();
      permit();
      failure = Optional.of(e.getMessage());
      listener.trouble(e.getMessage());
      world.time().sleepUntil(world.time().now().plus(pause));
      pause = Patience.longer(pause);
      return;
    }
    pause = Patience.FIRST;
    world.route().applied(set.weights());
    listener.updated(set.weights(), Duration.between(began, world.time().now()));
  }

  /** Waits for a lease that ran out and cannot be renewed for now, if nobody else takes it. */
  private void permit() throws InterruptedException {
    patience.answer(
        () -> {
          world.permit().require();
          return true;
        });
  }

  private Change.Guard guard() {
    return new Change.Guard() {
      @Override
      public void require() {
        world.permit().require();
      }

      @Override
      public Optional<Found> records() {
        return world.route().weights();
      }

      @Override
      public void trouble(String what) {
        listener.trouble(what);
      }
    };
  }
}
