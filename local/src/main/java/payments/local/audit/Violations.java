package payments.local.audit;

import java.util.ArrayList;
import java.util.List;

/** What must not be and is. */
public final class Violations {
  private static final int SHOWN = 20;

  private final List<String> first = new ArrayList<>();
  private int count;

  /**
   * Notes one.
   *
   * @param what the transaction id, or the thing it is about
   * @param how what is wrong with it
   */
  public synchronized void add(String what, String how) {
    count++;
    if (first.size() < SHOWN) {
      first.add(what + ": " + how);
    }
  }

  /** How many there are. */
  public synchronized int count() {
    return count;
  }

  /** The first {@value #SHOWN}, in words. */
  public synchronized List<String> first() {
    return List.copyOf(first);
  }
}
