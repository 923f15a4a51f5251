package payments.shift.tool;

import java.io.PrintStream;
import java.time.Duration;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/** A line for everything. */
final class SayLines implements Listener {
  private final PrintStream out;

  SayLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(Plan plan) {
    out.println("started " + plan);
  }

  @Override
  public void working(String what) {
    out.println(what);
  }

  @Override
  public void looked(Observation seen, Decision decision) {
    out.println(seen.now() + " " + decision + " " + seen);
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    out.println("updating " + message.text());
  }

  @Override
  public void updated(Weights weights, Duration took) {
    out.println("updated " + weights + " in " + took);
  }

  @Override
  public void trouble(String what) {
    out.println("trouble: " + what);
  }

  @Override
  public void ended(Action.Ending ending) {
    out.println("ended " + ending);
  }
}
