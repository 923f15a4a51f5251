package payments.shift.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import payments.shift.console.Comparison.Row;
import payments.shift.console.Comparison.Verdict;
import payments.shift.console.Line.Style;
import payments.shift.decision.Plan;
import payments.shift.values.Durations;

/** What the live display shows at one moment. */
final class LiveBlock {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Plan plan;
  private final Progress progress;
  private final Instant now;

  LiveBlock(Plan plan, Progress progress, Instant now) {
    this.plan = plan;
    this.progress = progress;
    this.now = now;
  }

  /** All lines; with all steps in one line where there is not room for one each. */
  List<Line> lines(int room) {
    List<Line> full = lines(steps());
    return full.size() <= room ? full : head(lines(List.of(stepsInOne(), work())), room);
  }

  private List<Line> lines(List<Line> steps) {
    var lines = new ArrayList<Line>();
    lines.add(title());
    lines.addAll(steps);
    progress.look().ifPresent(look -> lines.addAll(comparison(look)));
    return lines;
  }

  private Line title() {
    return new Line()
        .add("Cut-over from %s to %s".formatted(plan.from(), plan.to()), Style.STRONG)
        .add(progress.goesBack() ? "  GOING BACK" : "", Style.BAD)
        .add(
            "  %s UTC, for %s%s"
                .formatted(
                    CLOCK.format(now),
                    since(progress.startedAt()),
                    leastLeft()
                        .map(left -> ", %s more at least".formatted(Durations.inSeconds(left)))
                        .orElse("")),
            Style.FAINT);
  }

  /** The shortest time to the last step's end; empty while no step is at work. */
  private Optional<Duration> leastLeft() {
    Duration step = plan.pace().ttl().plus(plan.pace().bake());
    return progress
        .atWork()
        .map(at -> plan.steps().stream().filter(it -> it > at).count())
        .filter(ahead -> ahead > 0)
        .map(ahead -> step.multipliedBy(ahead).plus(progress.leastLeft(now)));
  }

  private List<Line> steps() {
    var lines = new ArrayList<Line>();
    if (progress.atWork().isEmpty()) {
      lines.add(work());
    }
    for (int step : plan.steps()) {
      lines.add(step(step));
    }
    return lines;
  }

  private Line step(int step) {
    String percent = "%3d%%  ".formatted(step);
    if (progress.atWork().filter(at -> at == step).isPresent()) {
      return new Line().add("  > " + percent, Style.STRONG).add(doing(), doingStyle());
    }
    Optional<String> passed = progress.passed(step);
    return passed.isPresent()
        ? new Line().add(" ok ", Style.GOOD).add(percent + passed.get(), Style.PLAIN)
        : Line.of("    " + percent, Style.FAINT);
  }

  private Line stepsInOne() {
    var line = new Line().add("   ", Style.PLAIN);
    for (int step : plan.steps()) {
      boolean at = progress.atWork().filter(it -> it == step).isPresent();
      line.add(
          at ? " >" + step + "<" : " " + step,
          at ? Style.STRONG : progress.passed(step).isPresent() ? Style.GOOD : Style.FAINT);
    }
    return line;
  }

  private Line work() {
    return new Line().add("  > ", Style.STRONG).add(doing(), doingStyle());
  }

  /** What is done now, with the time that it takes or has left. */
  private String doing() {
    return progress
        .until()
        .map(end -> "%s, %s left".formatted(progress.doing(), left(end)))
        .orElseGet(() -> "%s, for %s".formatted(progress.doing(), since(progress.doingSince())));
  }

  private Style doingStyle() {
    return progress.goesBack() ? Style.BAD : Style.STRONG;
  }

  private List<Line> comparison(Look look) {
    List<Row> rows = Comparison.rows(look);
    int name = width(rows.stream().map(Row::name).toList(), "");
    int from = width(rows.stream().map(Row::from).toList(), plan.from());
    int to = width(rows.stream().map(Row::to).toList(), plan.to());
    var lines = new ArrayList<Line>();
    lines.add(Line.empty());
    lines.add(
        new Line()
            .column("    ", name + 4, Style.PLAIN)
            .column(plan.from(), from, Style.STRONG)
            .column(plan.to(), to, Style.STRONG)
            .add("must be", Style.FAINT));
    for (Row row : rows) {
      lines.add(
          new Line()
              .column("    " + row.name(), name + 4, Style.PLAIN)
              .column(row.from(), from, Style.PLAIN)
              .column(row.to(), to, style(row.verdict()))
              .add(row.allowed(), Style.FAINT));
    }
    alarms(look).ifPresent(lines::add);
    lines.add(Line.of("    " + seen(look), Style.FAINT));
    return lines;
  }

  private static Style style(Verdict verdict) {
    return switch (verdict) {
      case FINE -> Style.GOOD;
      case DOUBTFUL -> Style.DOUBTFUL;
      case BAD -> Style.BAD;
    };
  }

  private static Optional<Line> alarms(Look look) {
    var names = new ArrayList<String>(look.seen().from().alarms());
    names.addAll(look.seen().to().alarms());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Line.of(
                "    in ALARM: " + String.join(", ", names.stream().sorted().toList()), Style.BAD));
  }

  private String seen(Look look) {
    Instant until = look.seen().measuredUntil();
    return look.windowStart()
        .filter(start -> start.isBefore(until))
        .map(
            start ->
                "figures from %s to %s, looked at %s ago"
                    .formatted(CLOCK.format(start), CLOCK.format(until), since(look.seen().now())))
        .orElseGet(
            () ->
                "figures of the last look, up to %s, looked at %s ago"
                    .formatted(CLOCK.format(until), since(look.seen().now())));
  }

  private String since(Instant moment) {
    return Durations.inSeconds(Duration.between(moment, now));
  }

  private String left(Instant end) {
    return now.isBefore(end) ? Durations.inSeconds(Duration.between(now, end)) : "0s";
  }

  private static int width(List<String> cells, String title) {
    int cell = cells.stream().mapToInt(String::length).max().orElse(0);
    return Math.max(cell, title.length()) + 3;
  }

  private static List<Line> head(List<Line> lines, int room) {
    return lines.subList(0, Math.max(0, Math.min(room, lines.size())));
  }
}
