package payments.local.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.local.LocalException;

/**
 * How long and how hard a soak is, read from variables of {@code make soak}.
 *
 * @param payments how many payments ({@value #PAYMENTS}, default 10000)
 * @param clients how many send at once ({@value #CLIENTS}, default 32)
 * @param seed of all that is chosen at random; the same seed makes the same payments ({@value
 *     #SEED}, default 1)
 * @param patience when to give up what has no answer yet ({@value #MINUTES}, default 30)
 * @param kills how many function processes to kill meanwhile; 0 kills none ({@value #KILLS},
 *     default 3 of 100 payments)
 */
public record SoakSettings(int payments, int clients, long seed, Duration patience, int kills) {
  public static final String PAYMENTS = "PAYMENTS";
  public static final String CLIENTS = "CLIENTS";
  public static final String SEED = "SEED";
  public static final String MINUTES = "MINUTES";
  public static final String KILLS = "KILLS";

  /**
   * Reads the settings.
   *
   * @param variables by name; absent or empty is the default
   * @throws LocalException naming every wrong value at once
   */
  public static SoakSettings read(Map<String, String> variables) {
    List<String> problems = new ArrayList<>();
    int payments = (int) number(variables, PAYMENTS, 10_000, 1, 100_000, problems);
    SoakSettings settings =
        new SoakSettings(
            payments,
            (int) number(variables, CLIENTS, 32, 1, 256, problems),
            number(variables, SEED, 1, 0, Integer.MAX_VALUE, problems),
            Duration.ofMinutes(number(variables, MINUTES, 30, 1, 240, problems)),
            (int) number(variables, KILLS, Math.max(1, payments * 3L / 100), 0, 10_000, problems));
    if (!problems.isEmpty()) {
      throw new LocalException("wrong settings:\n  " + String.join("\n  ", problems));
    }
    return settings;
  }

  private static long number(
      Map<String, String> variables,
      String key,
      long standard,
      long least,
      long most,
      List<String> problems) {
    String text = variables.getOrDefault(key, "");
    if (text.isBlank()) {
      return standard;
    }
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problems.add(
        "%s is '%s': allowed is a whole number from %d to %d".formatted(key, text, least, most));
    return standard;
  }
}
