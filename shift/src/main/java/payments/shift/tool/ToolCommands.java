package payments.shift.tool;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import payments.shift.cli.Commands;
import payments.shift.cli.Place;
import payments.shift.cli.RollbackOptions;
import payments.shift.cli.ShiftOptions;
import payments.shift.cli.StatusOptions;
import payments.shift.cli.UsageException;
import payments.shift.console.EventLog;
import payments.shift.console.LiveDisplay;
import payments.shift.console.Outcome;
import payments.shift.console.PlainLines;
import payments.shift.console.StatusJson;
import payments.shift.console.StatusTable;
import payments.shift.console.Terminal;
import payments.shift.cutover.Listener;
import payments.shift.cutover.OneAtATime;
import payments.shift.decision.Action;
import payments.shift.decision.Plan;
import payments.shift.pulumi.PulumiProject;

/** The commands, done. */
public final class ToolCommands implements Commands {
  private static final int DONE = 0;
  private static final int STOPPED = 2;

  private final Terminal terminal;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param terminal where to show
   */
  public ToolCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int move(ShiftOptions options) {
    Request request = request(options.plan(), options.place(), options.probesPerSecond());
    return options.dryRun()
        ? dryRun(request)
        : run(request, options.eventLog(), tool -> ended(tool.move()));
  }

  @Override
  public int rollback(RollbackOptions options) {
    String moved =
        options
            .to()
            .or(() -> Direction.ofLast(options.place().project()).map(Direction::to))
            .orElseThrow(
                () ->
                    new UsageException(
                        List.of(
                            "--to is not given, and the weights were last changed by no cut-over: name the color that is to lose its customers")));
    Request request = request(options.plan(moved), options.place(), OptionalInt.empty());
    return run(
        request,
        options.eventLog(),
        tool -> {
          Action.Ending ending = tool.goBack();
          return ended(ending, ending instanceof Action.WentBack ? DONE : STOPPED);
        });
  }

  @Override
  public int status(StatusOptions options) {
    var view =
        new StatusView(PulumiProject.in(options.place().project()), options.place().periods());
    terminal.out().print(options.json() ? StatusJson.of(view.see()) : StatusTable.of(view.see()));
    return 0;
  }

  private int ended(Action.Ending ending) {
    return ended(ending, ending.exitCode());
  }

  /** Told here: the process may be ended right after. */
  private int ended(Action.Ending ending, int code) {
    terminal.out().println(Outcome.of(ending, code));
    return code;
  }

  private int dryRun(Request request) {
    var display = new PlainLines(request.plan(), terminal.out(), clock);
    return new Tool(request, display).dryRun(terminal.out()::println) ? DONE : STOPPED;
  }

  private int run(Request request, Optional<Path> eventLog, ToIntFunction<Tool> work) {
    var open = new ArrayList<AutoCloseable>();
    List<Listener> listeners = new ArrayList<>();
    listeners.add(display(request.plan(), open));
    eventLog
        .map(file -> EventLog.appendingTo(file, request.plan(), clock))
        .ifPresent(
            log -> {
              listeners.add(log);
              open.add(log);
            });
    var all = new OneAtATime(listeners);
    var tool = new Tool(request, all);
    return new EndingInOrder(tool::stop, all::trouble)
        .run(
            () -> {
              try {
                return work.applyAsInt(tool);
              } finally {
                open.forEach(this::close);
              }
            });
  }

  private Listener display(Plan plan, List<AutoCloseable> open) {
    if (!terminal.live()) {
      return new PlainLines(plan, terminal.out(), clock);
    }
    var live = LiveDisplay.on(terminal, plan, clock);
    open.add(live);
    return live;
  }

  /** What was moved is moved: that a file cannot be closed is told, and no more. */
  private void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      terminal.err().println("error: " + e.getMessage());
    }
  }

  private static Request request(Plan plan, Place place, OptionalInt probesPerSecond) {
    return new Request(place.project(), plan, place.periods(), probesPerSecond, place.probeVia());
  }
}
