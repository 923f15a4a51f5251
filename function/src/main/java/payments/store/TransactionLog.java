package payments.store;

import java.time.Duration;
import payments.entity.Session;

/**
 * The log of transactions: one object per payment, written once and never changed.
 *
 * <p>The object is written before the session is completed, and says {@code completed} all the
 * same. The other order could lose it: a call that dies after completing would leave a payment
 * without log, and its replays have no reason to write one. In this order, a call that dies between
 * the two leaves a session that is still {@code processing}; its lease runs out, and the next try
 * with that key finishes the very same payment and finds its object there already. So an object
 * without a completed session is a payment that was begun and whose caller got no success yet:
 * whoever reconciles by the log takes the session's status for what counts.
 */
public interface TransactionLog {

  /**
   * Writes the payment's object, whose content depends on the session alone. Does nothing if it is
   * there already.
   *
   * @param within how long it may take at most
   * @throws StoreUnavailableException if the store does not answer in time; it may have been
   *     written
   */
  void write(Session session, Duration within);
}
