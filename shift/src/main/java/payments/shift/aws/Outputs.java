package payments.shift.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.shift.cutover.ShiftException;

/** Reads the outputs of one stack, and tells all that are missing at once. */
final class Outputs {
  private final String stack;
  private final Map<String, ?> values;
  private final List<String> missing = new ArrayList<>();

  Outputs(String stack, Map<String, ?> values) {
    this.stack = stack;
    this.values = values;
  }

  /** An output; an empty text for now if it is missing. */
  String text(String name) {
    if (values.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    missing.add(name);
    return "";
  }

  /**
   * To be called when all were read.
   *
   * @throws ShiftException if any is missing
   */
  void requireAll() {
    if (!missing.isEmpty()) {
      throw new ShiftException(
          "the stack %s has no output %s: run `pulumi up -s %s`"
              .formatted(stack, String.join(", ", missing), stack));
    }
  }
}
