package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the tool as people do, by its script, which finds out where the local system is. The
 * script and all before it become the tool in the end, so that a process's id is the tool's.
 */
final class ShiftTool {
  /**
   * Gives the tool and its Pulumi only the processor time that the payments leave: on AWS they
   * would not share any.
   */
  private static final String LAST_IN_LINE =
      "echo 19 2>/dev/null >/proc/self/autogroup; exec nice -n 19 \"$@\"";

  private final List<String> program;
  private final Path logs;
  private int started;

  /**
   * @param program the program and its first arguments
   * @param logs where its output and event logs go
   */
  ShiftTool(List<String> program, Path logs) {
    this.program = List.copyOf(program);
    this.logs = logs;
  }

  /** The tool of this checkout. */
  static ShiftTool of(Site site) {
    return new ShiftTool(
        List.of(
            // A session of its own, since the kernel shares processors out among sessions first.
            "setsid",
            "sh",
            "-c",
            LAST_IN_LINE,
            "shift",
            site.layout().root().resolve("shift/shift").toString()),
        site.logs());
  }

  /**
   * Starts it.
   *
   * @param name what the run is called, also in the names of its logs
   */
  ShiftRun start(String name, List<String> arguments) {
    started++;
    String file = "%03d-%s".formatted(started, name);
    Path log = logs.resolve(file + ".log");
    Path eventLog = logs.resolve(file + ".events");
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    command.addAll(List.of("--event-log", eventLog.toString()));
    try {
      Files.createDirectories(logs);
      Files.deleteIfExists(eventLog);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(log.toFile());
      ShiftRun run = new ShiftRun(name, builder.start(), log, eventLog);
      // Nothing goes on moving customers when the drills are interrupted.
      Runtime.getRuntime().addShutdownHook(new Thread(run::close));
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
