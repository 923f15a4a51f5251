package payments.shift.values;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 15m}, {@code 30s}, {@code 1h30m}, {@code 250ms}. */
public final class Durations {
  /** What such a text must be. */
  public static final String FORM = "a time with its unit: 1h30m, 15m, 30s or 250ms";

  /** Six digits: nobody means more, and no sum of them overflows. */
  private static final Pattern TEXT =
      Pattern.compile("(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  private Durations() {}

  /** Reads one; empty if it is none. A number needs its unit. */
  public static Optional<Duration> read(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)))
                .plusMillis(number(parts.group(4))))
        : Optional.empty();
  }

  /** Writes one, so that {@link #read} has it again; what is below a millisecond is left out. */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    String text =
        part(duration.toHours(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s")
            + part(duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text;
  }

  /** Writes one without fractions of a second, for what counts down or up. */
  public static String inSeconds(Duration duration) {
    return text(Duration.ofSeconds(duration.toSeconds()));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
