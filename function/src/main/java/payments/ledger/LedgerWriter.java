package payments.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.log.CallNotes;
import payments.store.StoreUnavailableException;

/**
 * Writes a batch of a stream to the ledger. Records of an unknown shape go to the failure queue,
 * the others proceed. Where something is down, the stream gives the batch again from the first
 * record that is not done.
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
   * @return the first record that is not done, or empty if all are
   */
  public Optional<StreamRecord> write(List<StreamRecord> records, CallNotes call) {
    List<LedgerEntry> entries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    Map<Integer, String> rejected = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      StreamRecord.Reading reading = records.get(i).read();
      if (reading instanceof StreamRecord.Completed completed) {
        entries.add(completed.entry());
        places.add(i);
      } else if (reading instanceof StreamRecord.Unknown unknown) {
        rejected.put(i, unknown.reason());
      }
    }
    int end = records.size();
    try {
      if (!entries.isEmpty()) {
        ledger.write(entries).forEach((at, reason) -> rejected.put(places.get(at), reason));
      }
    } catch (LedgerUnavailableException e) {
      call.failed(e);
      end = places.get(0);
    }
    end = reject(records, rejected, end, call);
    measure(records, call, entries.size(), rejected.size());
    return end < records.size() ? Optional.of(records.get(end)) : Optional.empty();
  }

  /**
   * Sends what was rejected before the end; returns the end, or the first that could not be sent.
   */
  private int reject(
      List<StreamRecord> records, Map<Integer, String> rejected, int end, CallNotes call) {
    for (Map.Entry<Integer, String> one : rejected.entrySet()) {
      if (one.getKey() >= end) {
        break;
      }
      try {
        failures.send(records.get(one.getKey()), one.getValue());
      } catch (StoreUnavailableException e) {
        call.failed(e);
        return one.getKey();
      }
    }
    return end;
  }

  private void measure(List<StreamRecord> records, CallNotes call, int entries, int rejected) {
    call.measure("ledgerEntries", entries, "Count");
    call.measure("ledgerRejected", rejected, "Count");
    records.stream()
        .flatMap(one -> one.changedAt().stream())
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
        .ifPresent(lag -> call.measure("ledgerLagMs", Math.max(0, lag), "Milliseconds"));
  }
}
