package payments.shift.cutover;

import java.util.Optional;
import payments.shift.decision.Found;
import payments.shift.decision.Weights;

/** Route 53: what is in force. */
public interface Route {
  /**
   * The weights of both records, as Route 53 has them now; empty if one is missing, or if the two
   * are not all that there is.
   */
  Optional<Found> weights();

  /** Whether all of Route 53's servers answer with what {@link #weights} found last. */
  boolean inSync();

  /**
   * Tells that an update which set these weights has ended well: the provider ends it when Route 53
   * says {@code INSYNC}.
   */
  void applied(Weights weights);

  /** What Route 53 thinks of a color's health check; unhealthy if the color has no record. */
  Health health(String color);
}
