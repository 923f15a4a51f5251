package payments.local.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import payments.local.drill.Mark.Kind;

/**
 * The drills as SVG: a panel for each, all in one scale of time, with the share of each color
 * second by second, the weights of the records as a line of steps, and what happened above it. It
 * has no background, and follows the reader's light or dark theme.
 */
final class Picture {
  /** About as wide as GitHub shows a README. */
  private static final int WIDTH = 960;

  private static final int LEFT = 38;
  private static final int RIGHT = 8;
  private static final int LEGEND = 50;
  private static final int TITLE = 16;
  private static final int MARKS = 14;
  private static final int PLOT = 84;
  private static final int FAILED = 4;
  private static final int TIMES = 18;
  private static final int BELOW = 14;
  private static final int BETWEEN = 18;

  /** Room for a title, however short the panel is. */
  private static final int LEAST = 120;

  private static final int ROW = TITLE + MARKS + PLOT + FAILED + TIMES + BELOW;

  /** Up to how many seconds the longest panel fills a row of its own. */
  private static final double FULL_ROW_SECONDS = 480;

  private static final String STYLE =
      """
      <style>
        text { font: 11px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #3d444d; }
        .title { font-weight: 600; }
        .small { font-size: 10px; fill: #59636e; }
        .failedTitle { font-weight: 600; fill: #c4372c; }
        .blue { fill: #8ab8ee; }
        .green { fill: #8fd19e; }
        .frame { fill: none; stroke: #8c959f; }
        .grid { stroke: #8c959f; stroke-opacity: .45; stroke-dasharray: 2 3; fill: none; }
        .declared { fill: none; stroke: #1f2328; stroke-width: 1.6; }
        .lost { fill: #d1242f; }
        .when { stroke: #59636e; stroke-opacity: .6; fill: none; }
        .mark { fill: #3d444d; }
        .bad { fill: #d1242f; }
        @media (prefers-color-scheme: dark) {
          text, .mark { fill: #d1d7e0; }
          .small { fill: #9198a1; }
          .failedTitle { fill: #ff7b72; }
          .blue { fill: #2f5f9e; }
          .green { fill: #2e7d46; }
          .declared { stroke: #f0f6fc; }
          .when { stroke: #9198a1; }
          .lost, .bad { fill: #ff7b72; }
        }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder();
  private final List<Panel> panels;
  private final double scale;
  private int x = LEFT;
  private int y = LEGEND;

  private Picture(List<Panel> panels) {
    this.panels = panels;
    double longest = panels.stream().mapToDouble(Panel::length).max().orElse(1);
    this.scale = (WIDTH - LEFT - RIGHT) / Math.max(longest, FULL_ROW_SECONDS);
  }

  /** Draws the drills, in the order in which they ran. */
  static String of(List<Panel> panels) {
    return new Picture(panels.stream().map(Panel::within).toList()).draw();
  }

  private String draw() {
    legend();
    panels.forEach(this::place);
    int height = panels.isEmpty() ? LEGEND : y + ROW;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
        <title>Share of each color while the drills ran</title>
        %3$s%4$s</svg>
        """
        .formatted(WIDTH, height, STYLE, svg);
  }

  private void legend() {
    int at = LEFT;
    at = swatch(at, "blue", "share of blue");
    at = swatch(at, "green", "share of green");
    add("<path class=\"declared\" d=\"M%d 17h8v-8h8\"/>", at);
    at = label(at + 22, 16, "weights of the records");
    add("<rect class=\"lost\" x=\"%d\" y=\"10\" width=\"14\" height=\"4\"/>", at);
    at = label(at + 20, 16, "seconds with failed answers");
    label(at, 16, "below: minutes");
    at = LEFT;
    for (Kind kind : Kind.values()) {
      symbol(kind, at + 5, 32, kind.title());
      at = label(at + 15, 36, kind.title());
    }
  }

  private int swatch(int at, String color, String text) {
    add("<rect class=\"%s\" x=\"%d\" y=\"7\" width=\"14\" height=\"10\"/>", color, at);
    return label(at + 20, 16, text);
  }

  private int label(int at, int baseline, String text) {
    add("<text x=\"%d\" y=\"%d\">%s</text>", at, baseline, escaped(text));
    return at + (int) Math.round(text.length() * 6.1) + 16;
  }

  /** Puts a panel beside the one before, or in the next row if there is no room. */
  private void place(Panel panel) {
    int width = Math.max(LEAST, (int) Math.round(panel.length() * scale));
    if (x > LEFT && x + width > WIDTH - RIGHT) {
      x = LEFT;
      y += ROW;
    }
    if (x == LEFT) {
      percentages();
    }
    draw(panel, (int) Math.round(panel.length() * scale));
    x += width + BETWEEN;
  }

  private void percentages() {
    for (int percent : List.of(0, 50, 100)) {
      add(
          "<text class=\"small\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>",
          LEFT - 6, level(percent) + 3.5, percent);
    }
  }

  private void draw(Panel panel, int width) {
    title(panel);
    List<Run> runs = runs(panel);
    runs.forEach(run -> area(run));
    for (int minute = 1; minute * 60 * scale < panel.length() * scale; minute++) {
      double at = x + minute * 60 * scale;
      add("<path class=\"grid\" d=\"M%.1f %dv%d\"/>", at, top(), PLOT);
      add(
          "<text class=\"small\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
          at, top() + PLOT + FAILED + 12, minute);
    }
    add("<path class=\"grid\" d=\"M%d %.1fh%d\"/>", x, level(50), width);
    lost(panel);
    marks(panel);
    declared(panel);
    add(
        "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
        x, top(), width, PLOT);
  }

  private void title(Panel panel) {
    add(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>",
        panel.passed() ? "title" : "failedTitle",
        x,
        y + 10,
        escaped(panel.title() + (panel.passed() ? "" : ": failed")));
  }

  /** Seconds one after another, each with answers. */
  private record Run(double from, List<PaidSecond> seconds) {}

  private static List<Run> runs(Panel panel) {
    List<Run> runs = new ArrayList<>();
    Instant last = Instant.MIN;
    for (PaidSecond second : panel.seconds()) {
      if (second.answers() > 0) {
        if (!second.at().equals(last)) {
          runs.add(new Run(panel.after(second.at()), new ArrayList<>()));
        }
        runs.get(runs.size() - 1).seconds().add(second);
        last = second.end();
      }
    }
    return runs;
  }

  private void area(Run run) {
    double left = x + run.from() * scale;
    double width = run.seconds().size() * scale;
    add(
        "<rect class=\"blue\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        left, top(), width, PLOT);
    StringBuilder path = new StringBuilder(format("M%.1f %d", left, top() + PLOT));
    double at = left;
    for (PaidSecond second : run.seconds()) {
      path.append(format("V%.1f", level(100 * second.greenShare())));
      at += scale;
      path.append(format("H%.1f", at));
    }
    add("<path class=\"green\" d=\"%sV%dZ\"/>", path, top() + PLOT);
  }

  private void lost(Panel panel) {
    for (PaidSecond second : panel.seconds()) {
      if (second.failed() > 0) {
        add(
            "<rect class=\"lost\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
            x + panel.after(second.at()) * scale, top() + PLOT + 1, scale, FAILED);
      }
    }
  }

  /** Green's weight out of both; a gap where a record is missing. */
  private void declared(Panel panel) {
    StringBuilder path = new StringBuilder();
    Optional<Weights> before = Optional.empty();
    for (Sample sample : panel.samples()) {
      double at = x + panel.after(sample.at()) * scale;
      Optional<Weights> now = sample.records().filter(weights -> !weights.allZero());
      if (before.isPresent()) {
        path.append(format("H%.1f", at));
      }
      if (now.isPresent()) {
        double level = level(100.0 * now.get().green() / (now.get().blue() + now.get().green()));
        path.append(before.isPresent() ? format("V%.1f", level) : format("M%.1f %.1f", at, level));
      }
      before = now;
    }
    if (before.isPresent()) {
      path.append(format("H%.1f", x + panel.length() * scale));
    }
    if (!path.isEmpty()) {
      add("<path class=\"declared\" d=\"%s\"/>", path);
    }
  }

  private void marks(Panel panel) {
    for (Mark mark : panel.marks()) {
      double at = x + panel.after(mark.at()) * scale;
      add("<path class=\"when\" d=\"M%.1f %dv%d\"/>", at, top() - 3, PLOT + 3);
      symbol(mark.kind(), at, top() - 9, mark.text());
    }
  }

  private void symbol(Kind kind, double at, double level, String text) {
    String shape =
        switch (kind) {
          case STARTED -> "M-3.5-4.5v9l8-4.5z";
          case RESTARTED -> "M-5-4.5v9l5-4.5zM0-4.5v9l5-4.5z";
          case UPDATE -> "M0-4.5l4.5 4.5-4.5 4.5-4.5-4.5z";
          case FAULT -> "M1.5-5l-5 6h3l-1 4 5-6h-3z";
          case BACK -> "M5-1.5h-5v-3.5l-5.5 5 5.5 5v-3.5h5z";
          case KILLED ->
              "M-4-2.6l1.4-1.4 2.6 2.6 2.6-2.6 1.4 1.4-2.6 2.6 2.6 2.6-1.4 1.4-2.6-2.6-2.6 2.6-1.4-1.4 2.6-2.6z";
          case ENDED -> "M-3.5-3.5h7v7h-7z";
        };
    boolean bad = kind == Kind.FAULT || kind == Kind.KILLED;
    add(
        "<path class=\"%s\" transform=\"translate(%.1f %.1f)\" d=\"%s\"><title>%s</title></path>",
        bad ? "bad" : "mark", at, level, shape, escaped(text));
  }

  private int top() {
    return y + TITLE + MARKS;
  }

  private double level(double percent) {
    return top() + PLOT * (1 - percent / 100);
  }

  private void add(String format, Object... values) {
    svg.append(format(format, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
