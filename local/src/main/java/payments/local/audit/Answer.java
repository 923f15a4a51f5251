package payments.local.audit;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
public record Answer(
    int status,
    String body,
    boolean replayed,
    Optional<Duration> retryAfter,
    String color,
    Duration took,
    Instant at) {
  /** The status of no answer. */
  public static final int NONE = 0;

  /** How long a client waits for one: longer than the edge and API Gateway do. */
  public static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final int TAKEN = 200;
  private static final int BAD_GATEWAY = 502;

  /** Those that leave it open what became of the request. */
  private static final Set<Integer> OPEN = Set.of(NONE, 409, 429, 500, BAD_GATEWAY, 503, 504);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** The other form that RFC 9110 allows is a date, which nothing here answers. */
  private static final Predicate<String> SECONDS = Pattern.compile("\\d{1,4}").asMatchPredicate();

  /**
   * Reads it from a response that came now.
   *
   * @param asked the color that was asked, if the response does not say
   * @param start {@link System#nanoTime} when the request was sent
   */
  public static Answer of(HttpResponse<String> response, String asked, long start) {
    return new Answer(
        response.statusCode(),
        response.body(),
        header(response, "Idempotent-Replayed").equals(Optional.of("true")),
        header(response, "Retry-After")
            .filter(SECONDS)
            .map(text -> Duration.ofSeconds(Long.parseLong(text))),
        header(response, "X-Payments-Color").orElse(asked),
        since(start),
        Instant.now());
  }

  /**
   * That there was none until now.
   *
   * @param failure what went wrong
   * @param asked the color that was asked, as far as the client can know
   * @param start {@link System#nanoTime} when the request was sent
   */
  public static Answer none(Throwable failure, String asked, long start) {
    return new Answer(
        NONE, failure.toString(), false, Optional.empty(), asked, since(start), Instant.now());
  }

  /** When its request was sent. */
  public Instant since() {
    return at.minus(took);
  }

  /** Whether it says that the payment is taken, by this request or an earlier one. */
  public boolean taken() {
    return status == TAKEN;
  }

  /** Whether a client sends the same request again after it. */
  public boolean open() {
    return OPEN.contains(status);
  }

  /**
   * How long the client waits before: as long as it is told to, else longer each time.
   *
   * @param attempt how many tries came before the one that this answers
   */
  public Duration pause(int attempt) {
    return retryAfter.orElseGet(() -> growing(attempt));
  }

  /** Whether the client cannot know what became of its request. */
  public boolean lost() {
    return status == NONE || status >= 500;
  }

  /** Whether it is what API Gateway says when the function's process ends during the call. */
  public boolean death() {
    return status == BAD_GATEWAY && body.contains("Internal server error");
  }

  /** For the table of answers. */
  public String label() {
    return status == NONE ? "no answer" : Integer.toString(status);
  }

  private static Duration growing(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Optional<String> header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
