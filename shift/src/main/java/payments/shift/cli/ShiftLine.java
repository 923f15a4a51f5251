package payments.shift.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import payments.shift.console.Outcome;
import payments.shift.console.Terminal;
import payments.shift.cutover.ShiftException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One call of the tool from the command line. */
public final class ShiftLine {
  /** A person is needed, or said no. */
  private static final int STOPPED = 2;

  private static final int BAD_USAGE = 3;

  private final Commands commands;
  private final Terminal terminal;
  private final Map<String, String> environment;

  /**
   * @param commands what the commands do
   * @param terminal where to ask, show and complain
   * @param environment the process's environment
   */
  public ShiftLine(Commands commands, Terminal terminal, Map<String, String> environment) {
    this.commands = commands;
    this.terminal = terminal;
    this.environment = environment;
  }

  /**
   * Does what the arguments say.
   *
   * @return the exit code: 0 moved, 1 went back, 2 stopped for a person, 3 bad usage
   */
  public int run(String... arguments) {
    ParseResult parsed = parse(arguments);
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine last = last(parsed);
    try {
      if (last.getCommand() instanceof MoveArguments move) {
        ShiftOptions options = read(parsed, move::read);
        new SessionCredentials(environment)
            .check(Instant.now(), options.leastDuration(), terminal.err()::println);
        return agreed(move, options) ? commands.move(options) : STOPPED;
      }
      if (last.getCommand() instanceof RollbackArguments rollback) {
        return commands.rollback(read(parsed, rollback::read));
      }
      if (last.getCommand() instanceof StatusArguments status) {
        return commands.status(read(parsed, status::read));
      }
      read(parsed, options -> options);
      throw new UsageException(
          List.of("no command is given: must be one of " + last.getSubcommands().keySet()));
    } catch (UsageException e) {
      e.mistakes().forEach(mistake -> terminal.err().println("error: " + mistake));
      terminal
          .err()
          .printf("%s --help lists what there is%n", last.getCommandSpec().qualifiedName());
      terminal.err().println(Outcome.badUsage(BAD_USAGE));
      return BAD_USAGE;
    } catch (ShiftException e) {
      terminal.err().println("error: " + e.getMessage());
      terminal.err().println(Outcome.stopped(STOPPED));
      return STOPPED;
    }
  }

  private ParseResult parse(String... arguments) {
    var line = new CommandLine(new ShiftArguments());
    line.setOut(new PrintWriter(terminal.out(), true));
    line.setDefaultValueProvider(new Defaults());
    line.setUsageHelpWidth(100);
    line.setOverwrittenOptionsAllowed(true);
    collectErrors(line);
    line.getSubcommands().values().forEach(ShiftLine::collectErrors);
    return line.parseArgs(arguments);
  }

  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
  }

  private static CommandLine last(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    return lines.get(lines.size() - 1);
  }

  /** What was asked for, if nothing is wrong with it. */
  private <T> T read(ParseResult parsed, Function<OptionReader, T> form) {
    ParseResult command = last(parsed).getParseResult();
    var options = new OptionReader(command::hasMatchedOption, environment);
    T read = form.apply(options);
    var mistakes = new ArrayList<String>();
    parsed.asCommandLineList().stream()
        .flatMap(line -> line.getParseResult().errors().stream())
        .map(ShiftLine::explain)
        .forEach(mistakes::add);
    mistakes.addAll(options.mistakes());
    if (!mistakes.isEmpty()) {
      throw new UsageException(mistakes);
    }
    return read;
  }

  private static String explain(Exception mistake) {
    return mistake instanceof UnmatchedArgumentException unknown
            && !unknown.getSuggestions().isEmpty()
        ? mistake.getMessage() + ": did you mean " + String.join(" or ", unknown.getSuggestions())
        : mistake.getMessage();
  }

  /** Whether customers may be moved; nobody is asked where nothing will be done. */
  private boolean agreed(MoveArguments move, ShiftOptions options) {
    if (options.dryRun()) {
      terminal.out().print(PlanText.of(options));
      return true;
    }
    if (move.yes) {
      return true;
    }
    if (!terminal.asks()) {
      throw new UsageException(
          List.of(
              "--yes is not given, and there is no terminal to ask on: give it to move customers"));
    }
    boolean yes = new Confirmation(terminal).given(options);
    if (!yes) {
      terminal.out().println("Nothing was changed.");
    }
    return yes;
  }
}
