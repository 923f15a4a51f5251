package payments.shift.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.shift.cutover.Health;
import payments.shift.cutover.Lease;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Metric;
import payments.shift.values.Durations;

/** The status for a person: a column for each color. */
public final class StatusTable {
  private final Status status;
  private final List<List<String>> rows = new ArrayList<>();

  private StatusTable(Status status) {
    this.status = status;
  }

  /** The table, with what is to be known beside it below. */
  public static String of(Status status) {
    var table = new StatusTable(status);
    table.fill();
    return table.text() + table.notes();
  }

  private void fill() {
    row("", status.colors().stream().map(Status.Color::name).toList());
    each("weight wanted", color -> color.wanted() + "%");
    each("record found", color -> found(color.found()));
    each("health", color -> color.health().map(StatusTable::health).orElse("no stack"));
    each("alarms", color -> Words.count(color.alarms().size()));
    each("requests", color -> figures(color, it -> Words.count(it.requests())));
    each("share", color -> Words.percent(status.share(color)));
    for (Metric metric : Metric.values()) {
      each(metric.title(), color -> figures(color, it -> Look.text(metric, it)));
    }
  }

  private String notes() {
    var notes = new ArrayList<String>();
    notes.add(
        "Figures of %s, from %s to %s"
            .formatted(
                Durations.text(status.window()),
                status.measuredUntil().minus(status.window()),
                status.measuredUntil()));
    status.colors().stream()
        .filter(color -> color.health().filter(it -> !it.healthy()).isPresent())
        .forEach(
            color ->
                notes.add("%s: %s".formatted(color.name(), color.health().orElseThrow().why())));
    status.colors().stream()
        .filter(color -> !color.alarms().isEmpty())
        .forEach(
            color ->
                notes.add("%s in ALARM: %s".formatted(color.name(), Words.alarms(color.alarms()))));
    status.otherSettings().ifPresent(other -> notes.add(settings(other)));
    notes.add(status.lastUpdate().map(StatusTable::update).orElse("The weights have no history"));
    notes.add(status.holder().map(StatusTable::holder).orElse("Nobody runs a cut-over"));
    return notes.stream().map(note -> note + "\n").collect(Collectors.joining());
  }

  private String settings(Found other) {
    return "Pulumi.shared.yaml has the weights %s %d, %s %d: not those of the stack; a deployment of shared from here would set them"
        .formatted(
            status.colors().get(0).name(), other.from(), status.colors().get(1).name(), other.to());
  }

  private static String update(LastUpdate update) {
    return "Weights last changed at %s: %s".formatted(update.at(), update.message());
  }

  private static String holder(Lease.Held held) {
    return "%s runs a cut-over since %s, %s%s; its lease ends at %s unless it is renewed"
        .formatted(
            held.by(),
            held.since(),
            held.plan(),
            held.rollbackAsked() ? ", and was asked to go back" : "",
            held.until());
  }

  private static String found(OptionalInt weight) {
    return weight.isPresent() ? weight.getAsInt() + "%" : "MISSING";
  }

  private static String health(Health health) {
    return Words.health(health.state());
  }

  private static String figures(Status.Color color, Function<Figures, String> form) {
    Optional<Figures> figures = color.figures();
    return figures.map(form).orElse("-");
  }

  private void each(String name, Function<Status.Color, String> form) {
    row(name, status.colors().stream().map(form).toList());
  }

  private void row(String name, List<String> cells) {
    var row = new ArrayList<String>(List.of(name));
    row.addAll(cells);
    rows.add(row);
  }

  private String text() {
    return rows.stream()
        .map(row -> line(row).stripTrailing() + "\n")
        .collect(Collectors.joining("", "", "\n"));
  }

  private String line(List<String> row) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(("%-" + width(column) + "s").formatted(row.get(column)));
    }
    return line.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 3;
  }
}
