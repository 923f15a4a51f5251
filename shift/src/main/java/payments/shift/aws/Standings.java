package payments.shift.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import payments.shift.cutover.Health;
import payments.shift.cutover.Measurements;
import payments.shift.decision.Figures;

/** How the colors stand right now, for people; nothing is decided by it. */
public final class Standings {
  /** What the figures are of. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  private final Route53Route route;
  private final Measurements measurements;
  private final List<String> colors;

  /**
   * How one color stands.
   *
   * @param color blue or green
   * @param weight its record's weight; empty if it has no record
   * @param health what Route 53 thinks of it
   * @param alarms names of its alarms that are in state ALARM
   * @param figures of the last five minutes that are complete
   * @param share of the colors' requests that it had in them, 0 to 1, test payments included; empty
   *     if there were none
   */
  public record Standing(
      String color,
      Optional<Integer> weight,
      Health health,
      Set<String> alarms,
      Figures figures,
      OptionalDouble share) {
    /** Copies the names. */
    public Standing {
      alarms = Set.copyOf(alarms);
    }
  }

  /**
   * @param route reads the records
   * @param measurements reads the figures
   * @param colors which, in order
   */
  public Standings(Route53Route route, Measurements measurements, List<String> colors) {
    this.route = route;
    this.measurements = measurements;
    this.colors = List.copyOf(colors);
  }

  /** All of them. */
  public List<Standing> read(Instant now) {
    WeightedRecords records = route.read();
    Instant until = measurements.completeUntil(now);
    Map<String, Figures> figures = new LinkedHashMap<>();
    colors.forEach(color -> figures.put(color, measurements.of(color, until.minus(WINDOW), until)));
    long all = figures.values().stream().mapToLong(Figures::requests).sum();
    return colors.stream()
        .map(
            color ->
                new Standing(
                    color,
                    records.weight(color),
                    route.health(color),
                    measurements.alarms(color),
                    figures.get(color),
                    share(figures.get(color).requests(), all)))
        .toList();
  }

  private static OptionalDouble share(long requests, long all) {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) requests / all);
  }
}
