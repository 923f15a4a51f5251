package payments.local.soak;

import java.time.Duration;
import java.util.Map;
import payments.local.LocalException;
import payments.local.Numbers;

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
   * @param variables by name; absent or blank is the default
   * @throws LocalException naming every wrong value at once
   */
  public static SoakSettings read(Map<String, String> variables) {
    Numbers numbers = new Numbers(variables);
    int payments = numbers.read(PAYMENTS, 10_000, 1, 100_000);
    SoakSettings settings =
        new SoakSettings(
            payments,
            numbers.read(CLIENTS, 32, 1, 256),
            numbers.read(SEED, 1, 0, Integer.MAX_VALUE),
            Duration.ofMinutes(numbers.read(MINUTES, 30, 1, 240)),
            numbers.read(KILLS, Math.max(1, payments * 3 / 100), 0, 10_000));
    numbers.check();
    return settings;
  }
}
