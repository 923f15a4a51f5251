package payments.store;

import java.time.Duration;

/**
 * How long a call of AWS may take. Reading alone does not bound a call: a service that sends a byte
 * now and then never exceeds it.
 *
 * @param connect for a connection inside one Region, which takes milliseconds
 * @param read for each piece of an answer
 * @param attempt for one attempt from its start to the end of the answer
 * @param call for all attempts and the waiting between them
 */
public record Timeouts(Duration connect, Duration read, Duration attempt, Duration call) {
  /**
   * The payment's. An attempt is an answer of some tens of milliseconds, or the first of a fresh
   * process that has to load the client's classes on a part of one processor.
   */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5));

  /**
   * Checks that an attempt fits into a call.
   *
   * @throws IllegalArgumentException if not
   */
  public Timeouts {
    if (attempt.compareTo(call) > 0) {
      throw new IllegalArgumentException(
          "attempt must be at most call: " + attempt + " is more than " + call);
    }
  }
}
