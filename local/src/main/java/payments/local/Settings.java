package payments.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything about the local system that can be chosen, read once from environment variables. One
 * that is blank counts as not set; a relative path is taken from the current folder.
 *
 * @param emulatorPort loopback port of the AWS emulator ({@value #EMULATOR_PORT}, default 4566)
 * @param edgePort loopback port of the local edge ({@value #EDGE_PORT}, default 8080)
 * @param databaseNet first three bytes of the loopback addresses that stand for Aurora endpoints
 *     ({@value #DATABASE_NET}, default {@code 127.0.1}); the clusters get .1, .2 and so on, port
 *     3306
 * @param intervalScale factor on a health check's interval ({@value #INTERVAL_SCALE}, default 0.1:
 *     a check defined every 30 s runs every 3 s)
 * @param cache where built tools are kept between runs ({@value #CACHE}, default {@code payments}
 *     in {@code XDG_CACHE_HOME} or {@code ~/.cache}), absolute
 * @param mariadbd a MariaDB server program to use instead of the one from Maven Central ({@value
 *     #MARIADBD})
 */
public record Settings(
    int emulatorPort,
    int edgePort,
    String databaseNet,
    double intervalScale,
    Path cache,
    Optional<Path> mariadbd) {

  public static final String EMULATOR_PORT = "PAYMENTS_EMULATOR_PORT";
  public static final String EDGE_PORT = "PAYMENTS_EDGE_PORT";
  public static final String DATABASE_NET = "PAYMENTS_DATABASE_NET";
  public static final String INTERVAL_SCALE = "PAYMENTS_HEALTH_INTERVAL_SCALE";
  public static final String CACHE = "PAYMENTS_CACHE";
  public static final String MARIADBD = "PAYMENTS_MARIADBD";

  private static final Pattern LOOPBACK_NET =
      Pattern.compile("127(\\.(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])){2}");

  /**
   * Reads the settings.
   *
   * @param environment the process's environment
   * @throws LocalException naming every wrong value at once
   */
  public static Settings read(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    int emulatorPort = port(environment, EMULATOR_PORT, 4566, problems);
    int edgePort = port(environment, EDGE_PORT, 8080, problems);
    if (emulatorPort == edgePort) {
      problems.add(
          "%s and %s are both %d: give them different ports"
              .formatted(EMULATOR_PORT, EDGE_PORT, edgePort));
    }
    String net = value(environment, DATABASE_NET).orElse("127.0.1");
    if (!LOOPBACK_NET.matcher(net).matches()) {
      problems.add(
          "%s is '%s': allowed is 127.a.b, each of a and b 0 to 255".formatted(DATABASE_NET, net));
    }
    double scale = scale(environment, problems);
    Optional<Path> mariadbd = value(environment, MARIADBD).map(Settings::absolute);
    if (!problems.isEmpty()) {
      throw new LocalException("wrong settings:\n  " + String.join("\n  ", problems));
    }
    return new Settings(emulatorPort, edgePort, net, scale, cache(environment), mariadbd);
  }

  /** The same with another port for the emulator. */
  public Settings withEmulatorPort(int port) {
    return new Settings(port, edgePort, databaseNet, intervalScale, cache, mariadbd);
  }

  /** Those that a running system cannot change, by variable. */
  public Map<String, String> ofTheSystem() {
    return Map.of(
        EMULATOR_PORT, Integer.toString(emulatorPort),
        EDGE_PORT, Integer.toString(edgePort),
        DATABASE_NET, databaseNet,
        INTERVAL_SCALE, Double.toString(intervalScale));
  }

  /** The emulator's address, for every AWS client. */
  public String endpoint() {
    return "http://127.0.0.1:" + emulatorPort;
  }

  /** The weighted route's address: what a customer would call. */
  public String edgeUrl() {
    return "http://127.0.0.1:" + edgePort;
  }

  /** How often a check that is defined every {@code seconds} runs here; never under 100 ms. */
  public Duration scaled(int seconds) {
    return Duration.ofMillis(Math.max(100, Math.round(seconds * 1000 * intervalScale)));
  }

  private static int port(
      Map<String, String> environment, String key, int standard, List<String> problems) {
    String text = value(environment, key).orElse(Integer.toString(standard));
    try {
      int port = Integer.parseInt(text);
      if (port >= 1024 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problems.add("%s is '%s': allowed is a port from 1024 to 65535".formatted(key, text));
    return standard;
  }

  private static double scale(Map<String, String> environment, List<String> problems) {
    String text = value(environment, INTERVAL_SCALE).orElse("0.1");
    try {
      double scale = Double.parseDouble(text);
      if (scale >= 0.001 && scale <= 1) {
        return scale;
      }
    } catch (NumberFormatException e) {
      // reported below like a number out of range
    }
    problems.add("%s is '%s': allowed is a number from 0.001 to 1".formatted(INTERVAL_SCALE, text));
    return 0.1;
  }

  private static Path cache(Map<String, String> environment) {
    return absolute(
        value(environment, CACHE)
            .or(() -> value(environment, "XDG_CACHE_HOME").map(shared -> shared + "/payments"))
            .orElseGet(() -> home(environment) + "/.cache/payments"));
  }

  private static String home(Map<String, String> environment) {
    return value(environment, "HOME").orElseGet(() -> System.getProperty("user.home"));
  }

  /** Below the current folder if it is relative: Pulumi and its plugins run in other folders. */
  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** A variable that is empty or blank is not set. */
  private static Optional<String> value(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
