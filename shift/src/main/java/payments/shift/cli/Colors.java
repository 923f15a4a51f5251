package payments.shift.cli;

import java.util.List;

/** The two colors, which are the names of their stacks. */
public final class Colors {
  /** Both. */
  public static final List<String> ALL = List.of("blue", "green");

  private Colors() {}

  /**
   * The one that is not that.
   *
   * @throws IllegalArgumentException if that is none
   */
  static String other(String color) {
    int place = ALL.indexOf(color);
    if (place < 0) {
      throw new IllegalArgumentException("%s is no color: must be one of %s".formatted(color, ALL));
    }
    return ALL.get(1 - place);
  }
}
