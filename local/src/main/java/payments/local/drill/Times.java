package payments.local.drill;

import java.time.Duration;
import java.util.Locale;

/** Times for people. */
final class Times {
  private Times() {}

  /** With one decimal, such as {@code 4.2 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
