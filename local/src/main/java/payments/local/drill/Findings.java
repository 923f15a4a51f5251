package payments.local.drill;

import java.util.ArrayList;
import java.util.List;

/** What a drill found: figures for the table, and what should not be so. */
final class Findings {
  private final List<String> figures = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Notes a figure. */
  void figure(String format, Object... values) {
    figures.add(String.format(java.util.Locale.ROOT, format, values));
  }

  /** Notes a failure unless it is so, and goes on. */
  void check(boolean so, String otherwise, Object... values) {
    if (!so) {
      fail(otherwise.formatted(values));
    }
  }

  /** Notes a failure. */
  void fail(String failure) {
    failures.add(failure);
  }

  List<String> figures() {
    return List.copyOf(figures);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
