package payments.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import payments.log.CallNotes;
import payments.store.StoreUnavailableException;

/**
 * Writes a batch of a stream to the ledger. Records of an unknown shape go to the failure queue,
 * the others proceed. The ledger comes first: while it is down, nothing is sent to the queue,
 * because the whole batch comes again.
 */
public final class LedgerWriter {
  private final Ledger ledger;
  private final FailureQueue failures;
  private final Clock clock;

  /** Writes to that ledger. */
  public LedgerWriter(Ledger ledger, FailureQueue failures, Clock clock) {
    this.ledger = ledger;
    this.failures = failures;
    this.clock = clock;
  }

  /**
   * Writes the batch.
   *
   * @param records in the stream's order
   * @return the first record that the queue did not take, or empty if all is done
   * @throws LedgerUnavailableException if the ledger is down; nothing was sent to the queue then
   */
  public Optional<StreamRecord> write(List<StreamRecord> records, CallNotes call) {
    // Both by the record's place in the batch.
    SortedMap<Integer, LedgerEntry> entries = new TreeMap<>();
    SortedMap<Integer, String> rejected = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      StreamRecord.Reading reading = records.get(i).read();
      if (reading instanceof StreamRecord.Completed completed) {
        entries.put(i, completed.entry());
      } else if (reading instanceof StreamRecord.Unknown unknown) {
        rejected.put(i, unknown.reason());
      }
    }
    measureLag(records, call);
    if (!entries.isEmpty()) {
      rejected.putAll(ledger.write(entries));
    }
    entries.keySet().removeAll(rejected.keySet());
    int done = reject(records, rejected, call);
    // What comes again is counted then.
    call.measure("ledgerEntries", entries.headMap(done).size(), "Count");
    call.measure("ledgerRejected", rejected.headMap(done).size(), "Count");
    return records.stream().skip(done).findFirst();
  }

  /** Sends what was rejected; returns the place of the first that could not be sent, or the end. */
  private int reject(
      List<StreamRecord> records, SortedMap<Integer, String> rejected, CallNotes call) {
    for (Map.Entry<Integer, String> one : rejected.entrySet()) {
      StreamRecord record = records.get(one.getKey());
      try {
        failures.send(record, one.getValue());
      } catch (StoreUnavailableException e) {
        call.failed(e);
        return one.getKey();
      }
    }
    return records.size();
  }

  private void measureLag(List<StreamRecord> records, CallNotes call) {
    records.stream()
        .flatMap(one -> one.changedAt().stream())
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
        .ifPresent(lag -> call.measure("ledgerLagMs", Math.max(0, lag), "Milliseconds"));
  }
}
