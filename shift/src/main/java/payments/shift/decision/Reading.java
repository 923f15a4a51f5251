package payments.shift.decision;

import java.util.Set;

/**
 * How one color is.
 *
 * @param health what Route 53 thinks of its record
 * @param alarms names of its alarms that are in state ALARM
 * @param window what it did since {@link State#windowStart}; the same as {@code recent} if there is
 *     no such time
 * @param recent what it did in the last watch interval, so that a fault late in a long bake is not
 *     thinned by what went well before
 */
public record Reading(RecordHealth health, Set<String> alarms, Figures window, Figures recent) {
  /** Copies the names. */
  public Reading {
    alarms = Set.copyOf(alarms);
  }

  /** Whether its record is known to be healthy. */
  public boolean healthy() {
    return health == RecordHealth.HEALTHY;
  }

  /** Whether its record is known not to be. */
  public boolean unhealthy() {
    return health == RecordHealth.UNHEALTHY;
  }
}
