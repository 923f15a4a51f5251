package payments.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the two environments between which customers move. */
public enum Color {
  BLUE,
  GREEN;

  /** The color in lower case, as in stack, alias and host names. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The color with this {@link #id}. */
  public static Optional<Color> of(String id) {
    return Stream.of(values()).filter(color -> color.id().equals(id)).findFirst();
  }
}
