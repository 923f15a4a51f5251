package payments.shift.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import payments.shift.console.TerminalSize.Size;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/**
 * A cut-over on a terminal: what happens, in lines that stay, and below them a block that is drawn
 * anew every second: the steps, what is waited for and how long, and both colors side by side.
 */
public final class LiveDisplay implements Listener, AutoCloseable {
  /** Wider lines are hard to read. */
  private static final int WIDEST = 100;

  private static final String CLEAR_REST = "\u001b[K\n";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Plan plan;
  private final PrintStream out;
  private final boolean colored;
  private final Supplier<Size> size;
  private final Clock clock;
  private final EventLines events;
  private final Progress progress;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "display");
            thread.setDaemon(true);
            return thread;
          });
  private int drawn;
  private boolean over;

  LiveDisplay(Plan plan, PrintStream out, boolean colored, Supplier<Size> size, Clock clock) {
    this.plan = plan;
    this.out = out;
    this.colored = colored;
    this.size = size;
    this.clock = clock;
    this.progress = new Progress(plan, clock.instant());
    this.events = new EventLines(plan, this::print);
  }

  /**
   * One that draws itself every second, until it is closed.
   *
   * @param plan the cut-over
   * @param terminal a live one
   * @param clock the time
   */
  public static LiveDisplay on(Terminal terminal, Plan plan, Clock clock) {
    var display =
        new LiveDisplay(plan, terminal.out(), terminal.colored(), new TerminalSize(clock), clock);
    var unused = display.ticker.scheduleAtFixedRate(display::draw, 0, 1, TimeUnit.SECONDS);
    return display;
  }

  @Override
  public synchronized void started(Plan begun) {
    events.started(begun);
    draw();
  }

  @Override
  public synchronized void working(String what) {
    progress.working(what, clock.instant());
    draw();
  }

  @Override
  public synchronized void gates() {
    progress.working("looking at the gates", clock.instant());
    draw();
  }

  @Override
  public synchronized void looked(Observation seen, Decision decision) {
    events.looked(seen, decision);
    progress.looked(seen, decision, clock.instant());
    draw();
  }

  @Override
  public synchronized void updating(Weights weights, UpdateMessage message) {
    events.updating(weights, message);
    progress.updating(weights, message, clock.instant());
    draw();
  }

  @Override
  public synchronized void updated(Weights weights, Duration took) {
    events.updated(weights, took);
    progress.working("looking at both colors", clock.instant());
    draw();
  }

  @Override
  public synchronized void trouble(String what) {
    events.trouble(what);
    draw();
  }

  @Override
  public synchronized void ended(Action.Ending ending) {
    draw();
    drawn = 0;
    over = true;
    events.ended(ending);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      over = true;
      erase();
      out.flush();
    }
  }

  /** Draws the block over the last one. */
  synchronized void draw() {
    if (over) {
      return;
    }
    Size room = size.get();
    int width = Math.min(room.columns() - 1, WIDEST);
    List<Line> lines = new LiveBlock(plan, progress, clock.instant()).lines(room.rows() - 1);
    var block = new StringBuilder(up());
    lines.forEach(line -> block.append(line.render(width, colored)).append(CLEAR_REST));
    out.print(block.append(CLEAR_BELOW));
    drawn = lines.size();
    out.flush();
  }

  private void print(String line) {
    erase();
    out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    out.flush();
  }

  private void erase() {
    out.print(up() + (drawn > 0 ? CLEAR_BELOW : ""));
    drawn = 0;
  }

  /** To the first line of the block that was drawn last. */
  private String up() {
    return drawn > 0 ? "\u001b[" + drawn + "A\r" : "";
  }
}
