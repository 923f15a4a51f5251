package payments.settings;

import java.util.Map;
import java.util.TreeMap;

/**
 * One value for each color.
 *
 * @param blue blue's value
 * @param green green's value
 */
public record PerColor<T>(T blue, T green) {
  /** The given color's value. */
  public T of(Color color) {
    return color == Color.BLUE ? blue : green;
  }

  /** Both values by color, as the stack exports them. */
  public Map<String, T> byColor() {
    return new TreeMap<>(Map.of(Color.BLUE.id(), blue, Color.GREEN.id(), green));
  }
}
