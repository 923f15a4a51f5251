package payments.shift.cutover;

import java.util.Optional;
import payments.shift.decision.Found;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

/**
 * Weights to be set, and what is asked for meanwhile.
 *
 * @param weights what to set
 * @param message of the updates
 * @param guard asked again and again
 */
public record Change(Weights weights, UpdateMessage message, Guard guard) {

  /** Whether this is a way back: it is worth any wait for who holds a stack. */
  public boolean back() {
    return message.back().isPresent();
  }

  /** What may have become otherwise while one update after the other is made. */
  public interface Guard {
    /**
     * To be called before each update, and while one is waited for.
     *
     * @throws ShiftException if nothing may be changed any more
     */
    void require();

    /** The weights in Route 53 now; empty if they are not known. */
    Optional<Found> records();

    /** Tells what went wrong and is borne. */
    void trouble(String what);
  }
}
