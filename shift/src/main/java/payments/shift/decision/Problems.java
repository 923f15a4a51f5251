package payments.shift.decision;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with some values, told at once. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void unless(boolean fine, String key, Object value, String allowed) {
    if (!fine) {
      found.add("%s is %s: must be %s".formatted(key, value, allowed));
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", found));
    }
  }
}
