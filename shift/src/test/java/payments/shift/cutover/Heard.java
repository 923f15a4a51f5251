package payments.shift.cutover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** Keeps what a listener hears, a line each; looks are not kept. */
final class Heard implements Listener {
  final List<String> lines = new ArrayList<>();

  @Override
  public void started(Plan plan) {
    lines.add("started");
  }

  @Override
  public void working(String what) {
    lines.add("working: " + what);
  }

  @Override
  public void looked(Observation seen, Decision decision) {}

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    lines.add("updating: " + message.text());
  }

  @Override
  public void updated(Weights weights, Duration took) {
    lines.add("updated: %s in %s".formatted(weights, took));
  }

  @Override
  public void trouble(String what) {
    lines.add("trouble: " + what);
  }

  @Override
  public void ended(Action.Ending ending) {
    lines.add("ended: " + ending.exitCode());
  }
}
