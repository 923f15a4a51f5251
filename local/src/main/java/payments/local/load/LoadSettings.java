package payments.local.load;

import java.time.Duration;
import java.util.Map;
import payments.local.LocalException;
import payments.local.Numbers;

/**
 * How hard and how long {@code make load} pays.
 *
 * @param rate payments begun per second ({@value #RATE}, default 200)
 * @param duration for how long ({@value #DURATION} in seconds, default 60)
 */
public record LoadSettings(int rate, Duration duration) {
  public static final String RATE = "RATE";
  public static final String DURATION = "DURATION";

  /**
   * Reads the settings.
   *
   * @param variables by name; absent or blank is the default
   * @throws LocalException naming every wrong value at once
   */
  public static LoadSettings read(Map<String, String> variables) {
    Numbers numbers = new Numbers(variables);
    LoadSettings settings =
        new LoadSettings(
            numbers.read(RATE, 200, 1, 2_000),
            Duration.ofSeconds(numbers.read(DURATION, 60, 1, 3_600)));
    numbers.check();
    return settings;
  }
}
