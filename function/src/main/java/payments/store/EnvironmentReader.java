package payments.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads environment variables and reports all that are missing together. */
public final class EnvironmentReader {
  private final Map<String, String> environment;
  private final List<String> missing = new ArrayList<>();

  /** Reads from that environment. */
  public EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The variable's value, or an empty text that {@link #finish} reports. */
  public String required(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      missing.add(name);
    }
    return value;
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalStateException naming every variable that is missing or empty
   */
  public void finish() {
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Set these environment variables of the function: " + String.join(", ", missing));
    }
  }
}
