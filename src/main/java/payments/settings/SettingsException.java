package payments.settings;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used as it is. Its message lists every mistake, and Pulumi prints no
 * stack trace.
 */
public final class SettingsException extends RunException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Reports all the given problems of a stack at once. */
  public SettingsException(String stack, List<Problem> problems) {
    super(message(stack, problems));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes, in the order of their keys. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String stack, List<Problem> problems) {
    var count = problems.size() == 1 ? "one mistake" : problems.size() + " mistakes";
    return problems.stream()
        .map(problem -> "  - " + problem)
        .collect(
            Collectors.joining(
                "\n", "The configuration of stack " + stack + " has " + count + ":\n", ""));
  }
}
