package payments.local.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import payments.local.route.HealthBoard;
import payments.local.route.WeightedChoice;
import payments.local.route.WeightedRecord;

/**
 * Sends each request to a color picked by weight and health, and its answer back, with the color in
 * {@value #COLOR_HEADER}. A request whose Host is a color's own name goes to that color. A color
 * that does not answer gives 502, or 504 after 30 s, the time that CloudFront waits for an origin.
 */
final class Forwarder implements HttpHandler {
  static final String COLOR_HEADER = "X-Payments-Color";

  /** API Gateway's limit of a request's body. */
  static final int BODY_LIMIT = 10 * 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of one connection only (RFC 9110, section 7.6.1), or set by the client anew. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HostNames names;
  private final Supplier<Route> route;
  private final HealthBoard board;
  private final Counters counters;
  private final Meter meter;
  private final Supplier<? extends RandomGenerator> random;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Forwarder(
      HostNames names,
      Supplier<Route> route,
      HealthBoard board,
      Counters counters,
      Meter meter,
      Supplier<? extends RandomGenerator> random) {
    this.names = names;
    this.route = route;
    this.board = board;
    this.counters = counters;
    this.meter = meter;
    this.random = random;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).send(exchange);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    Optional<byte[]> body = body(exchange);
    if (body.isEmpty()) {
      return Answer.problem(413, "Content Too Large", "the limit is " + BODY_LIMIT + " bytes");
    }
    Route now = route.get();
    Optional<String> own = names.own(exchange.getRequestHeaders().getFirst("Host"));
    return own.isPresent()
        ? direct(exchange, now, own.get(), body.get())
        : weighted(exchange, now, body.get());
  }

  private Answer direct(HttpExchange exchange, Route now, String name, byte[] body) {
    String base = now.own().get(name);
    if (base == null) {
      return Answer.problem(502, "Bad Gateway", "the name leads to no API");
    }
    now.targets().entrySet().stream()
        .filter(target -> target.getValue().equals(base))
        .forEach(target -> exchange.getResponseHeaders().set(COLOR_HEADER, target.getKey()));
    return forward(exchange, now, base, body);
  }

  private Answer weighted(HttpExchange exchange, Route now, byte[] body) {
    Optional<WeightedRecord> picked =
        WeightedChoice.pick(
            now.records(),
            record -> record.healthCheck().map(board::healthy).orElse(true),
            random.get());
    if (picked.isEmpty()) {
      return Answer.problem(502, "Bad Gateway", "no weighted record exists");
    }
    String color = picked.get().id();
    exchange.getResponseHeaders().set(COLOR_HEADER, color);
    long start = System.nanoTime();
    String base = now.targets().get(color);
    Answer answer =
        base == null
            ? Answer.problem(502, "Bad Gateway", "the record's target leads to no API")
            : forward(exchange, now, base, body);
    counters.add(color, answer.status, millisecondsSince(start));
    return answer;
  }

  private Answer forward(HttpExchange exchange, Route now, String base, byte[] body) {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> answer = null;
    try {
      answer =
          http.sendAsync(request(exchange, base, body), HttpResponse.BodyHandlers.ofByteArray());
      // The request's own time-out would end with the headers; this one is for the whole answer.
      Answer given = Answer.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      measure(exchange, now.apis().get(base), given.status, start);
      return given;
    } catch (TimeoutException e) {
      answer.cancel(true);
      // API Gateway gives up sooner, after 29 s, with this status.
      measure(exchange, now.apis().get(base), 504, start);
      return Answer.problem(504, "Gateway Timeout", "the color did not answer in time");
    } catch (ExecutionException | IllegalArgumentException e) {
      return Answer.problem(502, "Bad Gateway", "the color could not be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.problem(502, "Bad Gateway", "the edge is stopping");
    }
  }

  private void measure(HttpExchange exchange, Api api, int status, long start) {
    if (api != null) {
      String path = exchange.getRequestURI().getRawPath();
      meter.add(api, exchange.getRequestMethod(), path, status, millisecondsSince(start));
    }
  }

  private static long millisecondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static HttpRequest request(HttpExchange exchange, String base, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (forwarded(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static boolean forwarded(String header) {
    return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
  }

  private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
    try (InputStream input = exchange.getRequestBody()) {
      byte[] body = input.readNBytes(BODY_LIMIT + 1);
      return body.length > BODY_LIMIT ? Optional.empty() : Optional.of(body);
    }
  }

  /** What the client gets; counted before it is sent, so that who has it finds it counted. */
  private static final class Answer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Answer(int status, Map<String, List<String>> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    static Answer of(HttpResponse<byte[]> response) {
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    static Answer problem(int status, String title, String detail) {
      String body =
          """
          {"type":"about:blank","title":"%s","status":%d,"detail":"local edge: %s"}"""
              .formatted(title, status, detail);
      return new Answer(
          status,
          Map.of("Content-Type", List.of("application/problem+json")),
          body.getBytes(StandardCharsets.UTF_8));
    }

    void send(HttpExchange exchange) throws IOException {
      headers.forEach(
          (name, values) -> {
            if (forwarded(name)) {
              exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
          });
      boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, empty ? -1 : body.length);
      if (!empty) {
        try (OutputStream output = exchange.getResponseBody()) {
          output.write(body);
        }
      }
    }
  }
}
