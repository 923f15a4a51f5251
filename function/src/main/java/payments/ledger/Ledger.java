package payments.ledger;

import java.util.Map;
import java.util.SortedMap;

/** Keeps completed payments. Writing the same entry again changes nothing. */
public interface Ledger {

  /**
   * Writes the entries, except those that the database refuses for what they hold.
   *
   * @param entries by their places in the batch
   * @return the reason of every refused entry, by its place
   * @throws LedgerUnavailableException if the database can not be reached or does not work; any
   *     part of the entries may have been written
   */
  Map<Integer, String> write(SortedMap<Integer, LedgerEntry> entries);
}
