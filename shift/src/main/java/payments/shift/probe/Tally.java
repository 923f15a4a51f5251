package payments.shift.probe;

/**
 * How the test calls have ended so far.
 *
 * @param good answered 200
 * @param refused answered otherwise, below 500
 * @param failed answered 5xx
 * @param unanswered not answered at all
 * @param heldBack not sent, since too many were not answered yet
 */
public record Tally(long good, long refused, long failed, long unanswered, long heldBack) {}
