package payments.shift.cutover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/**
 * Tells several listeners, each call ended before the next begins: updates and the lease's renewal
 * have threads of their own.
 */
public final class OneAtATime implements Listener {
  private final List<Listener> listeners;

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
    listeners.forEach(call);
  }
}
