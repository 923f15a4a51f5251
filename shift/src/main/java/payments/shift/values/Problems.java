package payments.shift.values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with some values, told at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /**
   * One value that is wrong.
   *
   * @param key whose
   * @param value as a person would write it
   * @param allowed what it must be instead
   */
  public record Problem(String key, String value, String allowed) {
    /** All of it in one sentence. */
    @Override
    public String toString() {
      return "%s is %s: must be %s".formatted(key, value, allowed);
    }
  }

  /** Notes a value, unless it is fine. */
  public void unless(boolean fine, String key, Object value, String allowed) {
    if (!fine) {
      found.add(new Problem(key, text(value), allowed));
    }
  }

  /**
   * Tells.
   *
   * @throws InvalidValueException if anything was noted
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidValueException(found);
    }
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? Durations.text(duration) : String.valueOf(value);
  }
}
