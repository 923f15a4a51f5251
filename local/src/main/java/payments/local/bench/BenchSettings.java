package payments.local.bench;

import java.util.Map;
import payments.local.LocalException;
import payments.local.Numbers;

/**
 * How much is measured, read from variables of {@code make bench}.
 *
 * @param coldStarts processes started for one payment each ({@value #COLD_STARTS}, default 30)
 * @param calls warm calls of each kind ({@value #CALLS}, default 5000)
 */
public record BenchSettings(int coldStarts, int calls) {
  public static final String COLD_STARTS = "COLD_STARTS";
  public static final String CALLS = "CALLS";

  /**
   * Reads the settings.
   *
   * @param variables by name; absent or blank is the default
   * @throws LocalException naming every wrong value at once
   */
  public static BenchSettings read(Map<String, String> variables) {
    Numbers numbers = new Numbers(variables);
    BenchSettings settings =
        new BenchSettings(
            numbers.read(COLD_STARTS, 30, 1, 1000),
            numbers.read(CALLS, 5000, WarmCalls.TURNS, 1_000_000));
    numbers.check();
    return settings;
  }
}
