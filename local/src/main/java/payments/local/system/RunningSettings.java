package payments.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.files.AtomicFile;

/**
 * The settings with which this checkout's system was brought up. Every later command goes by them,
 * so that none talks to another checkout's emulator.
 */
final class RunningSettings {
  private final Path file;

  /**
   * @param file {@code VARIABLE=value} a line; there need not be one
   */
  RunningSettings(Path file) {
    this.file = file;
  }

  /** Writes down what the system is brought up with. */
  void record(Settings settings) {
    AtomicFile.write(
        file,
        new TreeMap<>(settings.ofTheSystem())
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining()));
  }

  /**
   * The settings for a command: what the user has set, else what was written down, else the
   * defaults.
   *
   * @param environment the process's environment
   * @param running whether anything of the system runs
   * @throws LocalException if the user has set something else than what the running system has
   */
  Settings read(Map<String, String> environment, boolean running) {
    Map<String, String> recorded = recorded();
    Map<String, String> merged = new HashMap<>(recorded);
    environment.forEach(
        (key, value) -> merged.merge(key, value, (old, own) -> own.isBlank() ? old : own));
    Settings settings = Settings.read(merged);
    if (running) {
      requireSame(recorded, settings.ofTheSystem());
    }
    return settings;
  }

  private static void requireSame(Map<String, String> recorded, Map<String, String> set) {
    List<String> problems = new ArrayList<>();
    recorded.forEach(
        (key, value) -> {
          if (!value.equals(set.get(key))) {
            problems.add(
                "%s is '%s', the running system has '%s': unset it, or `export %s=%s`"
                    .formatted(key, set.get(key), value, key, value));
          }
        });
    if (!problems.isEmpty()) {
      throw new LocalException(
          "this checkout's system runs with other settings:\n  "
              + String.join("\n  ", problems)
              + "\nTo change them, do that, then `make local-down` first");
    }
  }

  private Map<String, String> recorded() {
    Map<String, String> recorded = new TreeMap<>();
    if (!Files.exists(file)) {
      return recorded;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("=", 2);
        if (parts.length != 2) {
          throw new LocalException(
              "%s holds '%s', which is not VARIABLE=value: delete the file".formatted(file, line));
        }
        recorded.put(parts[0], parts[1]);
      }
      return recorded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
