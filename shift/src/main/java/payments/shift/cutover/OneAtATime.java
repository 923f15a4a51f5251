package payments.shift.cutover;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/**
 * Tells several listeners, each call ended before the next begins: updates and the lease's renewal
 * have threads of their own. One that fails, such as a log on a full disk, keeps neither the others
 * nor the cut-over from going on; it is told again the next time.
 */
public final class OneAtATime implements Listener {
  private final List<Listener> listeners;
  private final Set<Listener> failing = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param listeners who is told, in that order
   */
  public OneAtATime(List<Listener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void started(Plan plan) {
    tell(it -> it.started(plan));
  }

  @Override
  public void working(String what) {
    tell(it -> it.working(what));
  }

  @Override
  public void gates() {
    tell(Listener::gates);
  }

  @Override
  public void looked(Observation seen, Decision decision) {
    tell(it -> it.looked(seen, decision));
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    tell(it -> it.updating(weights, message));
  }

  @Override
  public void updated(Weights weights, Duration took) {
    tell(it -> it.updated(weights, took));
  }

  @Override
  public void trouble(String what) {
    tell(it -> it.trouble(what));
  }

  @Override
  public void ended(Action.Ending ending) {
    tell(it -> it.ended(ending));
  }

  private synchronized void tell(Consumer<Listener> call) {
    for (Listener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        complain(listener, e);
      }
    }
  }

  /** Tells the others, once for each that fails: it may do so at every look. */
  private void complain(Listener failed, RuntimeException failure) {
    if (!failing.add(failed)) {
      return;
    }
    String what =
        "%s fails, and the cut-over goes on without it: %s"
            .formatted(failed.getClass().getSimpleName(), failure.getMessage());
    for (Listener other : listeners) {
      if (!failing.contains(other)) {
        try {
          other.trouble(what);
        } catch (RuntimeException e) {
          failing.add(other);
        }
      }
    }
  }
}
