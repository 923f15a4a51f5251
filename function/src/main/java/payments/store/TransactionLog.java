package payments.store;

import payments.entity.Session;

/** The log of transactions: one object per payment, written once and never changed. */
public interface TransactionLog {

  /**
   * Writes the payment's object, whose content depends on the session alone. Does nothing if it is
   * there already.
   *
   * @throws StoreUnavailableException if the store does not answer in time; it may have been
   *     written
   */
  void write(Session session);
}
