package payments.shift.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where events are written down, as the command line has it. */
final class EventLogArguments {
  @Option(
      names = "--event-log",
      paramLabel = "FILE",
      description = "Append a line of JSON for each event.")
  String eventLog;

  Optional<Path> read(OptionReader options) {
    return options.file("--event-log", eventLog);
  }
}
