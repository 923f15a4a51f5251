package payments.shift.cutover;

import java.util.Optional;
import payments.shift.decision.Found;

/** Route 53: what is in force. */
public interface Route {
  /** The weights of both records; empty if one is missing. */
  Optional<Found> weights();

  /** Whether all of Route 53's servers answer with the records' last change. */
  boolean inSync();

  /** What Route 53 thinks of a color's health check; false if the color has no record. */
  boolean healthy(String color);
}
