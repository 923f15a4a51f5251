package payments.ledger;

/** Takes the records that nothing can be done with, for a person to look at. */
public interface FailureQueue {

  /**
   * Sends a record's keys and the reason; nothing else of it.
   *
   * @throws payments.store.StoreUnavailableException if the queue does not take it
   */
  void send(StreamRecord rejected, String reason);
}
