package payments.local.drill;

import java.util.List;
import payments.local.console.Table;

/** The result of all drills, for people: a table, and below it what failed. */
final class DrillReport {
  private final List<Result> results;

  DrillReport(List<Result> results) {
    this.results = List.copyOf(results);
  }

  boolean passed() {
    return results.stream().allMatch(Result::passed);
  }

  @Override
  public String toString() {
    Table table =
        new Table().row("drill", "result", "time", "what it shows, and what was measured");
    for (Result result : results) {
      table.row(
          result.name(),
          result.passed() ? "passed" : "FAILED",
          result.took().toSeconds() + " s",
          result.shows());
      result.figures().forEach(figure -> table.row("", "", "", "  " + figure));
    }
    StringBuilder text = new StringBuilder("\n" + table);
    for (Result result : results) {
      for (String failure : result.failures()) {
        text.append("FAILED: ").append(result.name()).append(": ").append(failure).append('\n');
      }
    }
    return text.toString();
  }
}
