package payments.ledger;

import java.util.List;
import java.util.Map;

/** Keeps completed payments. Writing the same entry again changes nothing. */
public interface Ledger {

  /**
   * Writes the entries, except those that the database refuses for what they hold.
   *
   * @return the reason of every refused entry, by its index in the list
   * @throws LedgerUnavailableException if the database can not be reached or does not work; any
   *     part of the entries may have been written
   */
  Map<Integer, String> write(List<LedgerEntry> entries);
}
