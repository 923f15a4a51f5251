package payments.shift.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The abstract alphabet of what may be seen; each letter stands for figures far from any limit. */
enum Condition {
  GOOD,
  NEW_ERRORS,
  NEW_SLOW,
  NEW_ALARM,
  NEW_UNHEALTHY,
  /** The old color has an alarm and some errors, the new one far more. */
  NEW_WORSE,
  OLD_ERRORS,
  OLD_UNHEALTHY,
  BOTH_ERRORS,
  BOTH_UNHEALTHY,
  TOO_LITTLE,
  DOUBTFUL,
  /** More customers come to the new color than are sent there, or some are left at the old one. */
  SHARE_OFF,
  /** Fewer come. */
  STARVED,
  HEALTH_UNKNOWN,
  /** All is good, of a new color that is another than when the tool began. */
  DEPLOYED,
  /** The same, and it is bad. */
  NEW_DEPLOYED_BAD,
  /** All is good, of an old color that is another than when the tool began. */
  OLD_DEPLOYED,
  NOT_IN_SYNC,
  NOT_MEASURED_YET;

  /** All but those that, to the machine, are one more fault of the new color. */
  static final List<Condition> ALPHABET =
      Stream.of(values()).filter(it -> it != NEW_SLOW && it != NEW_ALARM).toList();

  private static final long REQUESTS = 100_000;

  boolean newIsBad() {
    return name().startsWith("NEW_") || bothAreBad();
  }

  /** Bad enough to stop at, which is less than to keep customers from going back to it. */
  boolean oldIsBad() {
    return name().startsWith("OLD_") || bothAreBad();
  }

  boolean bothAreBad() {
    return name().startsWith("BOTH_");
  }

  /** Which color is another than when the tool began. */
  Optional<String> deployed() {
    return switch (this) {
      case DEPLOYED, NEW_DEPLOYED_BAD -> Optional.of("green");
      case OLD_DEPLOYED -> Optional.of("blue");
      default -> Optional.empty();
    };
  }

  boolean newIsHealthy() {
    return this != NEW_UNHEALTHY && this != BOTH_UNHEALTHY;
  }

  boolean oldIsHealthy() {
    return this != OLD_UNHEALTHY && this != BOTH_UNHEALTHY;
  }

  /** How the old color is where the new one has that many percent in force. */
  Reading from(int toPercent) {
    boolean errors = this == OLD_ERRORS || this == BOTH_ERRORS;
    return reading(
        health(oldIsHealthy()),
        this == NEW_WORSE ? Set.of("rds-high-cpu") : Set.of(),
        figures(100 - arriving(toPercent), errors ? 3 : this == NEW_WORSE ? 10 : 0, 100));
  }

  /** How the new color is. */
  Reading to(int toPercent) {
    boolean errors =
        this == NEW_ERRORS || this == NEW_WORSE || this == BOTH_ERRORS || this == NEW_DEPLOYED_BAD;
    return reading(
        health(newIsHealthy()),
        this == NEW_ALARM ? Set.of("api-errors") : Set.of(),
        figures(arriving(toPercent), errors ? 3 : 0, this == NEW_SLOW ? 10_000 : 100));
  }

  private RecordHealth health(boolean healthy) {
    return this == HEALTH_UNKNOWN ? RecordHealth.UNKNOWN : RecordHealth.of(healthy);
  }

  private int arriving(int toPercent) {
    return switch (this) {
      case SHARE_OFF -> toPercent == 100 ? 60 : Math.min(100, toPercent + 40);
      case STARVED -> Math.max(0, toPercent - 40);
      default -> toPercent;
    };
  }

  private Figures figures(int percent, int oneFailsOf, double p99) {
    boolean errors = oneFailsOf > 0;
    long requests =
        switch (this) {
          case TOO_LITTLE -> Math.min(percent, 3);
          case DOUBTFUL -> percent * 15L;
          default -> REQUESTS * percent / 100;
        };
    // A color that is bad shows it, whatever weight it has.
    long shown = errors || p99 > 1_000 ? Math.max(requests, 1_000) : requests;
    long failed = errors ? shown / oneFailsOf : this == DOUBTFUL ? ceilDiv(shown * 12, 1_000) : 0;
    return new Figures(
        shown, 0, failed, 0, latencies(shown, p99), shown, 0, 0, OptionalDouble.of(500));
  }

  /** All of them took so long. */
  private static Latencies latencies(long payments, double millis) {
    return payments == 0
        ? Latencies.NONE
        : new Latencies(
            payments,
            OptionalDouble.of(millis),
            Latencies.BOUNDS.stream()
                .filter(bound -> bound < millis)
                .collect(Collectors.toMap(bound -> bound, bound -> payments)));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static Reading reading(RecordHealth health, Set<String> alarms, Figures figures) {
    return new Reading(health, alarms, figures, figures);
  }
}
