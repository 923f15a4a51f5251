package payments.shift.cutover;

import java.time.Instant;
import java.util.Optional;

/** The right to change anything, and what others ask of who has it. */
public interface Permit {
  /**
   * To be called right before each change.
   *
   * @throws BlockedException if somebody else has it now
   * @throws ShiftException if it ran out and may yet be renewed
   */
  void require();

  /** As {@link Lease.Taken#deadSince}. */
  Optional<Instant> deadSince();

  /** Whether a person wants to go back. */
  boolean rollbackAsked();
}
