package payments.shift.decision;

import java.util.Set;

/**
 * How one color is.
 *
 * @param healthy what Route 53 thinks of its record's health check; false also if it has no record
 * @param alarms names of its alarms that are in state ALARM
 * @param window what it did since {@link State#windowStart}; the same as {@code recent} if there is
 *     no such time
 * @param recent what it did in the last watch interval, so that a fault late in a long bake is not
 *     thinned by what went well before
 */
public record Reading(boolean healthy, Set<String> alarms, Figures window, Figures recent) {
  /** Copies the names. */
  public Reading {
    alarms = Set.copyOf(alarms);
  }
}
