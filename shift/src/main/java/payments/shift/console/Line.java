package payments.shift.console;

import java.util.ArrayList;
import java.util.List;

/** A line of the live display: parts of text, each in one style. */
final class Line {
  private static final String RESET = "\u001b[0m";

  private final List<Part> parts = new ArrayList<>();

  /** How text looks, by <a href="https://en.wikipedia.org/wiki/ANSI_escape_code#SGR">SGR</a>. */
  enum Style {
    PLAIN(""),
    STRONG("\u001b[1m"),
    FAINT("\u001b[2m"),
    GOOD("\u001b[32m"),
    DOUBTFUL("\u001b[33m"),
    BAD("\u001b[1;31m");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private record Part(String text, Style style) {}

  static Line of(String text, Style style) {
    return new Line().add(text, style);
  }

  static Line empty() {
    return new Line();
  }

  Line add(String text, Style style) {
    parts.add(new Part(text, style));
    return this;
  }

  /** Adds text in a column of that width. */
  Line column(String text, int width, Style style) {
    return add(text + " ".repeat(Math.max(1, width - text.length())), style);
  }

  /** The line, cut to a width. */
  String render(int width, boolean colored) {
    var line = new StringBuilder();
    int left = width;
    for (Part part : parts) {
      String text = part.text().substring(0, Math.min(left, part.text().length()));
      left -= text.length();
      line.append(
          colored && part.style() != Style.PLAIN && !text.isBlank()
              ? part.style().code + text + RESET
              : text);
    }
    return line.toString().stripTrailing();
  }
}
