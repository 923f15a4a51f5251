package payments.shift.pulumi;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.ConcurrentUpdateException;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The CLI as the Automation API runs it, but for two things that its own command cannot do.
 *
 * <p>An update outlives the tool: it writes to a file instead of to a pipe, at whose breaking a
 * killed tool's update would die in the middle, and is in a session of its own, so that the
 * interrupt of a terminal does not reach it. What has begun ends in order, and a tool that is
 * started again waits for it.
 *
 * <p>A stack is looked for instead of selected: which one a person has selected is theirs.
 */
final class SurvivingCommand implements PulumiCommand {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path NOTHING = Path.of("/dev/null");

  /** Route 53 takes a minute as a rule; the provider gives up after half an hour. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final PulumiCommand cli;
  private final String program;
  private final Path project;

  /**
   * @param cli what runs everything but updates
   * @param program the CLI's name or path
   * @param project the folder with {@code Pulumi.yaml}
   */
  SurvivingCommand(PulumiCommand cli, String program, Path project) {
    this.cli = cli;
    this.program = program;
    this.project = project;
  }

  @Override
  public Version version() {
    return cli.version();
  }

  @Override
  public CommandResult run(List<String> arguments, CommandRunOptions options)
      throws AutomationException {
    if (arguments.get(0).equals("up")) {
      return update(arguments, options);
    }
    boolean select = arguments.size() > 1 && arguments.subList(0, 2).equals(SELECT);
    return cli.run(select ? without(arguments, 1) : arguments, options);
  }

  private static final List<String> SELECT = List.of("stack", "select");

  private static List<String> without(List<String> list, int index) {
    var rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }

  private CommandResult update(List<String> arguments, CommandRunOptions options)
      throws AutomationException {
    try {
      Path output = Files.createTempFile("payments-shift-", ".out");
      Path errors = Files.createTempFile("payments-shift-", ".err");
      try {
        var builder =
            new ProcessBuilder(command(arguments))
                .directory(project.toFile())
                .redirectInput(NOTHING.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(options.additionalEnv());
        int code = end(builder.start());
        return checked(new CommandResult(code, Files.readString(output), Files.readString(errors)));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new AutomationException("cannot run " + program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AutomationException("interrupted while an update ran", e);
    }
  }

  private static int end(Process update) throws InterruptedException, AutomationException {
    if (!update.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AutomationException(
          "error: pulumi, process %d, does not end within %d minutes: look at it, end it with `kill -INT %d`"
              .formatted(update.pid(), LIMIT.toMinutes(), update.pid()));
    }
    return update.exitValue();
  }

  private List<String> command(List<String> arguments) {
    return Stream.of(
            Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.<String>of(),
            // First, since a system may show only the beginning of long arguments.
            List.of(program, KilledUpdate.PROJECT_OPTION, project.toString(), "--non-interactive"),
            arguments)
        .flatMap(List::stream)
        .toList();
  }

  private static CommandResult checked(CommandResult result) throws CommandException {
    if (result.code() == 0) {
      return result;
    }
    throw StackLock.isConflict(result.standardError())
        ? new ConcurrentUpdateException(result)
        : new CommandException(result);
  }
}
