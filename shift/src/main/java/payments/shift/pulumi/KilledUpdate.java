package payments.shift.pulumi;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An update that outlived the tool which began it.
 *
 * @param process the {@code pulumi} that does it
 */
record KilledUpdate(ProcessHandle process) {
  /** By which an update says whose it is. */
  static final String PROJECT_OPTION = "--cwd";

  /** By which it says what it is for. */
  static final String MESSAGE_OPTION = "--message";

  private static final String MESSAGE_START = "shift ";

  /** All that run on a project, by the current user on this host. */
  static List<KilledUpdate> of(Path project) {
    return ProcessHandle.allProcesses()
        .filter(process -> isOne(process, project))
        .map(KilledUpdate::new)
        .toList();
  }

  private static boolean isOne(ProcessHandle process, Path project) {
    Optional<List<String>> arguments = arguments(process);
    return arguments
            .flatMap(it -> value(it, MESSAGE_OPTION))
            .filter(it -> it.startsWith(MESSAGE_START))
            .isPresent()
        && arguments
            .flatMap(it -> value(it, PROJECT_OPTION))
            .filter(project.toString()::equals)
            .isPresent();
  }

  private static Optional<List<String>> arguments(ProcessHandle process) {
    return process.info().arguments().map(Arrays::asList);
  }

  /** The option's value, whether it is an argument of its own or not. */
  private static Optional<String> value(List<String> arguments, String option) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(option + "=")) {
        return Optional.of(argument.substring(option.length() + 1));
      }
      if (argument.equals(option) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
