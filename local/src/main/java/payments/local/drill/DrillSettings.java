package payments.local.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.Numbers;

/**
 * Which drills run, and how hard customers pay in those about moving, read from variables of {@code
 * make drill}.
 *
 * @param drills names, in the order in which they run ({@value #DRILLS}, separated by commas,
 *     default all)
 * @param rate payments begun per second in the drills that are about them ({@value #RATE}, default
 *     what this machine bears)
 */
public record DrillSettings(List<String> drills, OptionalInt rate) {
  public static final String DRILLS = "DRILLS";
  public static final String RATE = "RATE";

  /** Copies the list. */
  public DrillSettings {
    drills = List.copyOf(drills);
  }

  /** All drills, at the default rate. */
  public static DrillSettings all() {
    return read(Map.of());
  }

  /**
   * Reads the settings.
   *
   * @param variables by name; absent or blank is the default
   * @throws LocalException naming what is wrong
   */
  public static DrillSettings read(Map<String, String> variables) {
    Numbers numbers = new Numbers(variables);
    int rate = numbers.read(RATE, 0, 1, 2_000);
    numbers.check();
    OptionalInt asked = rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate);
    return new DrillSettings(names(variables.getOrDefault(DRILLS, "")), asked);
  }

  /**
   * The drills that were asked for by name; empty if none were, which elsewhere means all.
   *
   * @param variables by name
   * @throws LocalException naming what is wrong
   */
  public static Optional<DrillSettings> wanted(Map<String, String> variables) {
    return variables.getOrDefault(DRILLS, "").isBlank()
        ? Optional.empty()
        : Optional.of(read(variables));
  }

  private static List<String> names(String text) {
    List<String> known = Drills.names();
    if (text.isBlank()) {
      return known;
    }
    List<String> wanted = Stream.of(text.split(",")).map(String::strip).toList();
    List<String> unknown = new ArrayList<>(wanted);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new LocalException(
          "%s is '%s': there is no drill %s; there are %s"
              .formatted(DRILLS, text, String.join(", ", unknown), String.join(", ", known)));
    }
    // Where one ends the next may begin, so the order is not the user's.
    return known.stream().filter(wanted::contains).toList();
  }
}
