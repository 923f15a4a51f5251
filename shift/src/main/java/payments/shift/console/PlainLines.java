package payments.shift.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;
import payments.shift.values.Durations;

/**
 * A cut-over in lines that go into a log: each event, and both colors side by side when something
 * changes, or every ten seconds at most.
 */
public final class PlainLines implements Listener {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Looks looks;
  private final PrintStream out;
  private final Clock clock;
  private final EventLines events;
  private Optional<Shown> shown = Optional.empty();

  /**
   * What a line was about.
   *
   * @param at when it was printed
   * @param matter what makes another line due at once
   */
  private record Shown(Instant at, Matter matter) {}

  private record Matter(
      String doing,
      String weights,
      RecordHealth fromHealth,
      RecordHealth toHealth,
      Set<String> fromAlarms,
      Set<String> toAlarms) {}

  /**
   * @param plan the cut-over
   * @param out where to print
   * @param clock the time
   */
  public PlainLines(Plan plan, PrintStream out, Clock clock) {
    this.looks = new Looks(plan);
    this.out = out;
    this.clock = clock;
    this.events = new EventLines(plan, this::print);
  }

  @Override
  public void started(Plan begun) {
    events.started(begun);
  }

  @Override
  public void working(String what) {
    events.working(what);
  }

  @Override
  public void gates() {
    events.gates();
  }

  @Override
  public void looked(Observation seen, Decision decision) {
    events.looked(seen, decision);
    var look = looks.next(seen, decision);
    if (decision.action() instanceof Action.Ending) {
      print("seen | " + Comparison.line(look));
    } else if (decision.action() instanceof Action.Wait && due(matter(look))) {
      shown = Optional.of(new Shown(clock.instant(), matter(look)));
      print(line(look));
    }
  }

  @Override
  public void updating(Weights weights, UpdateMessage message) {
    events.updating(weights, message);
  }

  @Override
  public void updated(Weights weights, Duration took) {
    events.updated(weights, took);
  }

  @Override
  public void trouble(String what) {
    events.trouble(what);
  }

  @Override
  public void ended(Action.Ending ending) {
    events.ended(ending);
  }

  private boolean due(Matter matter) {
    return shown
        .filter(it -> it.matter().equals(matter))
        .filter(it -> clock.instant().isBefore(it.at().plus(EVERY)))
        .isEmpty();
  }

  private static Matter matter(Look look) {
    Observation seen = look.seen();
    Phase phase = look.phase();
    return new Matter(
        // A prolonged bake's reason has figures in it, which change all the time.
        phase.doing().replaceAll("\\d+", "#"),
        phase.weights().toString(),
        seen.from().health(),
        seen.to().health(),
        seen.from().alarms(),
        seen.to().alarms());
  }

  private String line(Look look) {
    Phase phase = look.phase();
    String left = phase.until().map(end -> ", %s left".formatted(left(end))).orElse("");
    return "waiting for %s%s | %s".formatted(phase.doing(), left, Comparison.line(look));
  }

  private String left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return Durations.inSeconds(left.isNegative() ? Duration.ZERO : left);
  }

  private void print(String line) {
    out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    out.flush();
  }
}
