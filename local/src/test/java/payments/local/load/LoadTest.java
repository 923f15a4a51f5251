package payments.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.audit.Sent;
import payments.local.process.Pause;

class LoadTest {
  private static final int RATE = 100;

  private final ExecutorService workers = Executors.newFixedThreadPool(64);
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void tearDown() {
    server.stop(0);
    workers.shutdownNow();
  }

  @Test
  void load_shouldPayAtItsRate_eachPaymentOnce() {
    answer(attempt -> 200);
    try (Load load = run(Duration.ofMillis(300), Duration.ofSeconds(5))) {
      Figures figures = load.figures();

      // As many as were due; how many fewer depends on how busy this machine is.
      assertThat(figures.begun()).isBetween(2, 60);
      assertThat(figures).isEqualTo(new Figures(figures.begun(), figures.begun(), 0, 0));
      assertThat(keys).hasSize(figures.begun()).doesNotHaveDuplicates();
      assertThat(keys).allMatch(key -> key.startsWith("test-"));
      assertThat(load.payments().get(1).due())
          .isEqualTo(load.payments().get(0).due().plusMillis(1000 / RATE));
      assertThat(load.payments()).allMatch(Paid::ok).allMatch(paid -> paid.color().equals("blue"));
      assertThat(load.sent()).hasSize(figures.begun()).allMatch(Sent::over);
    }
  }

  @Test
  void load_shouldGoOnPaying_whenAnswersAreSlow_andCountTheWait() {
    answer(
        attempt -> {
          Pause.of(Duration.ofMillis(200));
          return 200;
        });
    try (Load load = run(Duration.ofMillis(150), Duration.ofSeconds(5))) {
      // A closed loop of one customer would have begun one.
      assertThat(load.figures().begun()).isGreaterThanOrEqualTo(2);
      assertThat(load.payments())
          .allSatisfy(
              paid -> assertThat(paid.latency()).isGreaterThanOrEqualTo(Duration.ofMillis(199)));
    }
  }

  @Test
  void load_shouldSendAgainWithTheSameKey_whenTheAnswerIsNotFinal() {
    answer(attempt -> attempt == 1 ? 503 : 200);
    try (Load load = run(Duration.ofMillis(50), Duration.ofSeconds(30))) {
      Figures figures = load.figures();

      assertThat(figures)
          .isEqualTo(new Figures(figures.begun(), figures.begun(), 0, figures.begun()));
      assertThat(tries.values()).allMatch(count -> count.get() == 2);
      assertThat(load.payments()).allMatch(paid -> paid.tries() == 2 && paid.ok());
      assertThat(load.seconds())
          .allMatch(second -> second.color().equals("blue"))
          .extracting(Second::second)
          .isSorted();
      assertThat(sum(load.seconds(), Second::sent)).isEqualTo(2 * figures.begun());
      assertThat(sum(load.seconds(), Second::retried)).isEqualTo(figures.begun());
      assertThat(sum(load.seconds(), Second::ok)).isEqualTo(figures.begun());
    }
  }

  @Test
  void load_shouldCountAPaymentAsFailed_whenItsAnswerIsFinal_orItsPatienceIsOver() {
    answer(attempt -> attempt == 1 ? 503 : 422);
    try (Load load = run(Duration.ofMillis(20), Duration.ofSeconds(30))) {
      assertThat(load.figures().failed()).isEqualTo(load.figures().begun());
      assertThat(load.payments()).allMatch(paid -> paid.status() == 422 && paid.tries() == 2);
    }
    try (Load load = run(Duration.ofMillis(20), Duration.ofMillis(100))) {
      assertThat(load.figures().failed()).isEqualTo(load.figures().begun());
      assertThat(load.payments()).allMatch(paid -> paid.tries() == 1);
    }
  }

  @Test
  void load_shouldNameNoColor_whenThereIsNoAnswer() {
    server.createContext("/payment", HttpExchange::close);
    try (Load load = run(Duration.ofMillis(20), Duration.ofMillis(100))) {
      assertThat(load.payments())
          .isNotEmpty()
          .allMatch(paid -> paid.color().equals(Paid.NOBODY) && paid.status() == 0);
      assertThat(load.seconds()).extracting(Second::color).containsOnly(Paid.NOBODY);
    }
  }

  private Load run(Duration time, Duration patience) {
    keys.clear();
    tries.clear();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Load load = new Load(url, RATE, "test-", patience);
    load.start();
    Pause.of(time);
    load.finish();
    return load;
  }

  /** Answers each try of a payment, the first of which is 1, with the status given. */
  private void answer(ToIntFunction<Integer> status) {
    server.createContext(
        "/payment",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          keys.add(key);
          int attempt = tries.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
          exchange.getResponseHeaders().set("X-Payments-Color", "blue");
          exchange.sendResponseHeaders(status.applyAsInt(attempt), -1);
          exchange.close();
        });
  }

  private static int sum(List<Second> seconds, ToIntFunction<Second> figure) {
    return seconds.stream().mapToInt(figure).sum();
  }
}
