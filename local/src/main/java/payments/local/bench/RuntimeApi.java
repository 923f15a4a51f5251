package payments.local.bench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import payments.local.LocalException;

/**
 * Lambda's side of the <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> for one
 * environment, on loopback: it hands events out one by one and takes the answers. A call lasts from
 * the moment at which its event is sent until its answer has been read.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Long> firstAsked = new CompletableFuture<>();
  private volatile long sent;

  /**
   * What came of a call.
   *
   * @param nanos how long it took
   * @param body the function's answer
   * @param error whether the runtime reported an error instead
   */
  record Answer(long nanos, String body, boolean error) {}

  RuntimeApi() {
    // Without it an answer of two packets waits 40 ms for the first to be acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PREFIX, this::handle);
    server.start();
  }

  /** What the function gets as {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Waits until the runtime asks for its first event.
   *
   * @return when that was, by {@link System#nanoTime}
   * @throws LocalException if it does not within 30 s
   */
  long firstAsked() {
    try {
      return firstAsked.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new LocalException("the function does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while the function starts", e);
    }
  }

  /**
   * Invokes the function and waits for its answer.
   *
   * @throws LocalException if it reports an error, or nothing for 30 s
   */
  Answer invoke(byte[] event) {
    events.add(event);
    try {
      Answer answer = answers.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new LocalException("the function does not answer");
      }
      if (answer.error()) {
        throw new LocalException("the function failed: " + answer.body());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while the function works", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      if (path.equals("invocation/next")) {
        next(exchange);
      } else {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answers.add(new Answer(System.nanoTime() - sent, body, !path.endsWith("/response")));
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    firstAsked.complete(System.nanoTime());
    byte[] event;
    try {
      event = events.take();
    } catch (InterruptedException e) {
      // The bench is over; nobody waits for this answer.
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:payment");
    headers.set("Content-Type", "application/json");
    sent = System.nanoTime();
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }
}
