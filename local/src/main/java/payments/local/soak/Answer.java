package payments.local.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came back for one request.
 *
 * @param status the HTTP status, or {@value #NONE} if there was no answer at all
 * @param body as text; what went wrong if there was no answer
 * @param replayed whether it says so of itself
 * @param retryAfter when to try again, if it says so
 * @param color the color that was asked, as far as the client can know
 * @param took until the answer, or until there was none
 * @param at when it came, or when the client gave up
 */
record Answer(
    int status,
    String body,
    boolean replayed,
    Optional<Duration> retryAfter,
    String color,
    Duration took,
    Instant at) {
  /** The status of no answer. */
  static final int NONE = 0;

  private static final int BAD_GATEWAY = 502;

  /** When its request was sent. */
  Instant since() {
    return at.minus(took);
  }

  /** Whether the client cannot know what became of its request. */
  boolean lost() {
    return status == NONE || status >= 500;
  }

  /** Whether it is what API Gateway says when the function's process ends during the call. */
  boolean death() {
    return status == BAD_GATEWAY && body.contains("Internal server error");
  }

  /** For the table of answers. */
  String label() {
    return status == NONE ? "no answer" : Integer.toString(status);
  }
}
