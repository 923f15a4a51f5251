package payments.shift.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much room there is on the terminal, asked again every few seconds: people resize windows. */
final class TerminalSize implements Supplier<TerminalSize.Size> {
  private static final Size USUAL = new Size(24, 100);
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Pattern STTY = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");

  private final Clock clock;
  private Size last = USUAL;
  private Instant asked = Instant.MIN;

  /**
   * @param rows lines
   * @param columns characters in a line
   */
  record Size(int rows, int columns) {}

  TerminalSize(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Size get() {
    Instant now = clock.instant();
    if (asked.isBefore(now.minus(EVERY))) {
      asked = now;
      last = ask();
    }
    return last;
  }

  private static Size ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return read(text);
    } catch (IOException e) {
      return USUAL;
    }
  }

  /** Reads what {@code stty size} says; a terminal that does not know says zeros. */
  static Size read(String text) {
    Matcher size = STTY.matcher(text);
    if (!size.matches()) {
      return USUAL;
    }
    int rows = Integer.parseInt(size.group(1));
    int columns = Integer.parseInt(size.group(2));
    return new Size(rows == 0 ? USUAL.rows() : rows, columns == 0 ? USUAL.columns() : columns);
  }
}
