package payments.shift.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import payments.shift.console.Terminal;

/** A person's yes before customers are moved. */
final class Confirmation {
  private static final Set<String> YES = Set.of("y", "yes");

  private final Terminal terminal;

  Confirmation(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Shows the plan and asks; anything but yes, and no answer, is a no. */
  boolean given(ShiftOptions options) {
    terminal.out().print(PlanText.of(options));
    terminal.out().print("Go on? [y/N] ");
    terminal.out().flush();
    try {
      String answer = terminal.in().readLine();
      return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
