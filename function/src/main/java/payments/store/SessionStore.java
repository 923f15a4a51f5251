package payments.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import payments.entity.Lease;
import payments.entity.Session;

/**
 * The sessions table: one item per payment, changed by conditional writes only. Every method throws
 * {@link StoreUnavailableException} if the table does not answer in time, that is within the time
 * given and within the store's own limit; a write may have been applied then.
 */
public interface SessionStore {

  /**
   * Writes the session unless there is one with its transaction id.
   *
   * @return the session that was in the way, or empty if this one was written
   */
  Optional<Session> claim(Session session, Duration within);

  /**
   * Hands a session whose lease has run out to another lease.
   *
   * @return the session that was there instead of {@code seen}, or empty if it was handed over
   */
  Optional<Session> takeOver(Session seen, Lease lease, Duration within);

  /**
   * Completes a session, if it is still held by its lease.
   *
   * @param answer what to replay from now on
   * @return the session that was there instead, or empty if this one was completed
   */
  Optional<Session> complete(Session session, String answer, Instant completedAt, Duration within);

  /**
   * Ends the lease of a session at once, if it still holds it, so that the next try need not wait.
   */
  void release(Session session, Duration within);

  /** The payment with that id, read consistently in this Region. */
  Optional<Session> find(String transactionId);

  /** Reads from the table; returns if it answered. */
  void ping(Duration within);
}
