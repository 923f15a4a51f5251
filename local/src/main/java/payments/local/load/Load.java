package payments.local.load;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import payments.local.LocalException;
import payments.local.audit.Answer;
import payments.local.audit.Sent;
import payments.local.payment.Payment;
import payments.local.process.Pause;

/**
 * Pays at a steady rate, as many customers do: each payment begins when it is due, however slow the
 * answers to those before it are (an open loop). A customer sends on with the same key until it has
 * a final answer, or for as long as its patience lasts.
 *
 * <pre>{@code
 * try (Load load = new Load(edge, 200, "drill-1-", Duration.ofMinutes(2))) {
 *   load.start();
 *   ... // meanwhile load.figures()
 *   load.finish();
 *   load.seconds(); load.payments(); load.sent();
 * }
 * }</pre>
 */
public final class Load implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final URI url;
  private final int rate;
  private final String prefix;
  private final Duration patience;
  private final Counts counts = new Counts();
  private final ConcurrentLinkedQueue<Customer> customers = new ConcurrentLinkedQueue<>();
  // Two threads are more than the answers of any rate that this machine bears need.
  private final ExecutorService receivers = Executors.newFixedThreadPool(2, Load::daemon);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Load::daemon);
  private final Thread pacer = daemon(this::pace);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(receivers)
          .build();
  private volatile boolean stopped;
  private volatile Instant began;
  private volatile long start;

  /**
   * @param edge the weighted route's address
   * @param rate payments begun per second
   * @param prefix with which every transaction id begins, and no other payment's in the system
   * @param patience how long a customer sends on, from when its payment was due
   */
  public Load(String edge, int rate, String prefix, Duration patience) {
    this.url = URI.create(edge + "/payment");
    this.rate = rate;
    this.prefix = prefix;
    this.patience = patience;
  }

  /** Begins to pay. */
  public void start() {
    began = Instant.now();
    start = System.nanoTime();
    pacer.start();
  }

  /** When it began. */
  public Instant began() {
    return began;
  }

  /**
   * Begins no further payment, and waits until every payment that was begun is over: at most for as
   * long as a customer's patience and one answer last.
   *
   * @throws LocalException if this thread is told to stop meanwhile
   */
  public void finish() {
    stopped = true;
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while payments were under way", e);
    }
    while (figures().open() > 0) {
      Pause.of(LOOK);
    }
  }

  /** The load so far. */
  public Figures figures() {
    return counts.figures();
  }

  /** What was sent in each second, by color; in that order. */
  public List<Second> seconds() {
    return counts.seconds();
  }

  /** What became of every payment that is over, in the order in which they were due. */
  public List<Paid> payments() {
    return customers.stream().filter(Customer::over).map(Customer::paid).toList();
  }

  /** Every payment begun, for {@link payments.local.audit.Audit}. */
  public List<Sent> sent() {
    return List.copyOf(customers);
  }

  /** Stops at once, whatever is under way. */
  @Override
  public void close() {
    stopped = true;
    timer.shutdownNow();
    receivers.shutdownNow();
  }

  private void pace() {
    for (int number = 0; !stopped; number++) {
      long after = number * SECOND / rate;
      sleepUntil(start + after);
      Customer customer = new Customer(payment(number), began.plusNanos(after), patience);
      customers.add(customer);
      counts.begun();
      send(customer);
    }
  }

  private static void sleepUntil(long time) {
    long left = time - System.nanoTime();
    if (left > 0) {
      Pause.of(Duration.ofNanos(left));
    }
  }

  private Payment payment(int number) {
    return new Payment(
        prefix + "%07d".formatted(number),
        BigDecimal.valueOf(100 + number % 100_000, 2),
        "USD",
        "user-" + number % 1_000);
  }

  private void send(Customer customer) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Answer.PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", customer.payment().id())
            .POST(HttpRequest.BodyPublishers.ofString(customer.payment().json()))
            .build();
    long sent = System.nanoTime();
    var unused =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .handle(
                (response, failure) ->
                    failure == null
                        ? Answer.of(response, Paid.NOBODY, sent)
                        : Answer.none(cause(failure), Paid.NOBODY, sent))
            .thenAccept(answer -> answered(customer, answer, sent));
  }

  private void answered(Customer customer, Answer answer, long sent) {
    Optional<Duration> pause = customer.answered(answer);
    int second = (int) ((sent - start) / SECOND);
    counts.add(second, answer.color(), outcome(answer, pause));
    pause.ifPresent(
        wait -> timer.schedule(() -> send(customer), wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  private static Outcome outcome(Answer answer, Optional<Duration> pause) {
    if (pause.isPresent()) {
      return Outcome.RETRIED;
    }
    return answer.taken() ? Outcome.OK : Outcome.FAILED;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "load");
    thread.setDaemon(true);
    return thread;
  }
}
