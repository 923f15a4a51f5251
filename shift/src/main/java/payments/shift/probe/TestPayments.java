package payments.shift.probe;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import payments.shift.cutover.DirectCalls;

/**
 * Tops up a color that has too few customers to be judged: a steady number of calls a second over
 * its own name. One in ten is {@code GET /health}, the others are test payments.
 *
 * <p>Each color has {@value #KEYS} test payments of its own, always with the same key and payload:
 * two colors that got one key at the same moment could both take it before the table has
 * replicated. The first time a key is used it is a payment of {@value #AMOUNT} USD by the user
 * {@value #USER}, in the sessions, the log and the ledger; ever after the stored answer comes
 * again, through the same API, function and table.
 */
public final class TestPayments implements DirectCalls, AutoCloseable {
  /** How the keys of test payments begin; the color and a number follow. */
  public static final String KEY_PREFIX = "shift-probe-";

  /** The most calls a second. */
  public static final int MAX_PER_SECOND = 20;

  private static final int KEYS = 9;
  private static final String AMOUNT = "0.01";
  private static final String USER = "shift-probe";
  private static final int HEALTH_EVERY = 10;
  private static final int MAX_UNANSWERED = 2 * MAX_PER_SECOND;

  private final ColorHttp http;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(TestPayments::daemon);
  private final Semaphore unanswered = new Semaphore(MAX_UNANSWERED);

  /** By color and second in which they were sent, the payments that the API has counted. */
  private final Map<String, ConcurrentNavigableMap<Long, LongAdder>> counted =
      new ConcurrentHashMap<>();

  private final LongAdder good = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder heldBack = new LongAdder();

  private ScheduledFuture<?> sending;
  private long sent;

  /**
   * @param http how to reach the colors
   * @param clock the time
   */
  public TestPayments(ColorHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * Begins, until {@link #stop}; what went on before ends.
   *
   * @param color whom to call
   * @param perSecond how often
   * @throws IllegalArgumentException if that is less than 1 or more than {@value #MAX_PER_SECOND}
   */
  public synchronized void start(String color, int perSecond) {
    if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
      throw new IllegalArgumentException(
          "probes per second are %d: must be 1 to %d".formatted(perSecond, MAX_PER_SECOND));
    }
    stop();
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    sending = timer.scheduleAtFixedRate(() -> sendNext(color), 0, pause, TimeUnit.NANOSECONDS);
  }

  /** Ends; calls that were sent are still counted when they are answered. */
  public synchronized void stop() {
    if (sending != null) {
      sending.cancel(false);
      sending = null;
    }
  }

  /** How the calls have ended so far. */
  public Tally tally() {
    return new Tally(good.sum(), refused.sum(), failed.sum(), lost.sum(), heldBack.sum());
  }

  @Override
  public long between(String color, Instant from, Instant until) {
    var bySecond = counted.get(color);
    return bySecond == null
        ? 0
        : bySecond.subMap(from.getEpochSecond(), until.getEpochSecond()).values().stream()
            .mapToLong(LongAdder::sum)
            .sum();
  }

  @Override
  public void close() {
    stop();
    timer.shutdownNow();
  }

  private void sendNext(String color) {
    if (!unanswered.tryAcquire()) {
      heldBack.increment();
      return;
    }
    long number = sent++;
    boolean payment = number % HEALTH_EVERY != 0;
    long second = clock.instant().getEpochSecond();
    http.send(payment ? payment(color, number % KEYS) : health(color))
        .whenComplete(
            (answer, failure) -> {
              unanswered.release();
              note(answer);
              if (payment && reached(failure)) {
                counted
                    .computeIfAbsent(color, it -> new ConcurrentSkipListMap<>())
                    .computeIfAbsent(second, it -> new LongAdder())
                    .increment();
              }
            });
  }

  private HttpRequest health(String color) {
    return http.request(color, "/health").GET().build();
  }

  private HttpRequest payment(String color, long key) {
    return http.request(color, "/payment")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", KEY_PREFIX + color + "-" + key)
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"amount\": \"%s\", \"currency\": \"USD\", \"userId\": \"%s\"}"
                    .formatted(AMOUNT, USER)))
        .build();
  }

  private void note(HttpResponse<String> answer) {
    if (answer == null) {
      lost.increment();
    } else if (answer.statusCode() == 200) {
      good.increment();
    } else if (answer.statusCode() < 500) {
      refused.increment();
    } else {
      failed.increment();
    }
  }

  /** A call that found no connection never came to the API; any other may have been counted. */
  private static boolean reached(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test payments");
    thread.setDaemon(true);
    return thread;
  }
}
