package payments.shift.values;

import java.util.List;
import java.util.stream.Collectors;
import payments.shift.values.Problems.Problem;

/** Values that are wrong, all of them. */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidValueException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one by one. */
  public List<Problem> problems() {
    return problems;
  }
}
