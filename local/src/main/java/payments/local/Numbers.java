package payments.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole numbers that are chosen by variables. Collects all that is wrong with them. */
public final class Numbers {
  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param variables by name; absent or blank is the default
   */
  public Numbers(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * Reads one; what is wrong with it is told by {@link #check}.
   *
   * @param standard the default
   */
  public int read(String key, int standard, int least, int most) {
    String text = variables.getOrDefault(key, "");
    if (text.isBlank()) {
      return standard;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problems.add(
        "%s is '%s': allowed is a whole number from %d to %d".formatted(key, text, least, most));
    return standard;
  }

  /**
   * To be called when all are read.
   *
   * @throws LocalException naming every wrong value at once
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new LocalException("wrong settings:\n  " + String.join("\n  ", problems));
    }
  }
}
