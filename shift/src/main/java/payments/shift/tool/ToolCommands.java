package payments.shift.tool;

import java.util.List;
import java.util.OptionalInt;
import payments.shift.cli.Commands;
import payments.shift.cli.RollbackOptions;
import payments.shift.cli.ShiftOptions;
import payments.shift.cli.StatusOptions;
import payments.shift.console.Terminal;
import payments.shift.cutover.Listener;
import payments.shift.cutover.OneAtATime;
import payments.shift.pulumi.PulumiProject;

/** The commands, done. */
public final class ToolCommands implements Commands {
  private static final int STOPPED = 2;

  private final Terminal terminal;

  /**
   * @param terminal where to show
   */
  public ToolCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int move(ShiftOptions options) {
    var place = options.place();
    var request =
        new Request(
            place.project(),
            options.plan(),
            place.periods(),
            options.probesPerSecond(),
            place.probeVia());
    if (options.dryRun()) {
      boolean begins =
          new Tool(request, new SayLines(terminal.out())).dryRun(terminal.out()::println);
      return begins ? 0 : STOPPED;
    }
    var tool = new Tool(request, listener());
    return new EndingInOrder(tool::stop).run(() -> tool.move().exitCode());
  }

  @Override
  public int rollback(RollbackOptions options) {
    var place = options.place();
    String moved = options.to().orElseGet(() -> Direction.ofLast(place.project()).to());
    var request =
        new Request(
            place.project(),
            options.plan(moved),
            place.periods(),
            OptionalInt.empty(),
            place.probeVia());
    var tool = new Tool(request, listener());
    return new EndingInOrder(tool::stop).run(() -> tool.goBack().exitCode());
  }

  @Override
  public int status(StatusOptions options) {
    Status status =
        Status.of(PulumiProject.in(options.place().project()), options.place().periods());
    terminal.out().print(options.json() ? status.json() : status.text());
    return 0;
  }

  private Listener listener() {
    return new OneAtATime(List.of(new SayLines(terminal.out())));
  }
}
