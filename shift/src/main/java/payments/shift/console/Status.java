package payments.shift.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import payments.shift.cutover.Health;
import payments.shift.cutover.Lease;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;

/**
 * Who gets customers, and how both colors do.
 *
 * @param at when that was seen
 * @param measuredUntil where the figures end
 * @param window how long before that they begin
 * @param colors both
 * @param lastUpdate who wanted the weights; empty if the stack has no history
 * @param holder who runs a cut-over; empty if nobody does
 * @param settings the weights in the settings of the shared stack, {@code Pulumi.shared.yaml}, of
 *     the colors in their order; empty if they leave them to the program
 */
public record Status(
    Instant at,
    Instant measuredUntil,
    Duration window,
    List<Color> colors,
    Optional<LastUpdate> lastUpdate,
    Optional<Lease.Held> holder,
    Optional<Found> settings) {
  /** Copies. */
  public Status {
    colors = List.copyOf(colors);
  }

  /**
   * One color.
   *
   * @param name blue or green
   * @param wanted its weight in the shared stack, in percent
   * @param found the weight of its record in Route 53; empty if it has none
   * @param health what Route 53 thinks of it; empty if its stack does not exist
   * @param alarms names of its alarms that are in state ALARM
   * @param figures what it did in the window; empty if its stack does not exist
   */
  public record Color(
      String name,
      int wanted,
      OptionalInt found,
      Optional<Health> health,
      Set<String> alarms,
      Optional<Figures> figures) {
    /** Copies. */
    public Color {
      alarms = Set.copyOf(alarms);
    }
  }

  /** The settings, if the next deployment of the shared stack would change the weights by them. */
  Optional<Found> otherSettings() {
    var wanted = new Found(colors.get(0).wanted(), colors.get(1).wanted());
    return settings.filter(it -> !it.equals(wanted));
  }

  /** Requests that came to a color by weight, of all that did; empty if none did. */
  OptionalDouble share(Color color) {
    long all = colors.stream().mapToLong(Status::byWeight).sum();
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) byWeight(color) / all);
  }

  private static long byWeight(Color color) {
    return color.figures().map(Figures::byWeight).orElse(0L);
  }
}
