package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.route.HealthBoard;
import payments.local.route.HealthCheck;
import payments.local.route.WeightedRecord;

/** Over real connections on loopback. */
class ForwarderTest {
  private final HealthBoard board = new HealthBoard();
  private final Counters counters = new Counters();
  private static final Api API =
      new Api("us-east-1", "payments-blue-api", "blue", List.of(new Api.Method("GET", "/health")));

  private final Meter meter = new Meter(Clock.systemUTC());
  private final AtomicReference<Route> route = new AtomicReference<>(Route.EMPTY);
  private final AtomicReference<String> seen = new AtomicReference<>();
  private HttpServer color;
  private HttpServer edge;

  @BeforeEach
  void setUp() throws IOException {
    color = server();
    color.createContext("/", this::answer);
    edge = server();
    edge.createContext(
        "/",
        new Forwarder(
            new HostNames("pay.example.com", "origin.pay.example.com"),
            route::get,
            board,
            counters,
            meter,
            () -> new Random(1)));
    route.set(route("http://127.0.0.1:" + color.getAddress().getPort() + "/base", 100, 0));
  }

  @AfterEach
  void tearDown() {
    edge.stop(0);
    color.stop(0);
  }

  @Test
  void handle_shouldForwardTheWholeRequestAndTheWholeAnswer() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/payment?a=1%202"))
                .header("Idempotency-Key", "key-1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"amount\":1}")));

    assertThat(seen.get()).isEqualTo("POST /base/payment?a=1%202 key-1 {\"amount\":1}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("taken");
    assertThat(response.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(response.headers().firstValue("X-Payments-Color")).hasValue("blue");
    assertThat(counters.all().get("blue").requests()).isEqualTo(1);
    assertThat(counters.all().get("blue").serverErrors()).isZero();
  }

  @Test
  void handle_shouldGoToTheStandby_whenTheCheckOfTheOtherFails() throws Exception {
    board.define(
        Map.of(
            "blue-check",
            new HealthCheck(
                "blue-check", new HealthCheck.Endpoint("h", "/", 30, 1, ""), false, false)));
    board.answered("blue-check", false);

    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/health")));

    assertThat(response.headers().firstValue("X-Payments-Color")).hasValue("green");
  }

  @Test
  void handle_shouldAnswer502_whenNoRecordExists() throws Exception {
    route.set(Route.EMPTY);

    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/health")));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("no weighted record exists");
  }

  @Test
  void handle_shouldAnswer502AndCountIt_whenTheColorCannotBeReached() throws Exception {
    color.stop(0);

    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/health")));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(counters.all().get("blue").serverErrors()).isEqualTo(1);
  }

  @Test
  void handle_shouldAnswer502_whenTheRecordLeadsNowhere() throws Exception {
    route.set(new Route(route.get().records(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of()));

    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/health")));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("leads to no API");
  }

  @Test
  void handle_shouldGoToTheColorThatTheHostNames_whateverTheWeights() throws Exception {
    assertThat(color("GREEN.pay.example.com.:8080")).isEqualTo("HTTP/1.1 201 green");
    assertThat(color("origin.pay.example.com")).isEqualTo("HTTP/1.1 201 blue");
    assertThat(color("pay.example.com")).isEqualTo("HTTP/1.1 201 blue");
    assertThat(color("127.0.0.1")).isEqualTo("HTTP/1.1 201 blue");
    assertThat(counters.all().get("blue").requests()).isEqualTo(3);
    assertThat(counters.all()).doesNotContainKey("green");
  }

  @Test
  void handle_shouldAnswer502_whenTheNameOfAColorLeadsNowhere() throws Exception {
    assertThat(color("blue.pay.example.com")).isEqualTo("HTTP/1.1 502 ");
  }

  @Test
  void handle_shouldMeasureWhatTheApiAnswered() throws Exception {
    send(HttpRequest.newBuilder(uri("/health?a=/b")));
    color.stop(0);
    send(HttpRequest.newBuilder(uri("/health")));

    assertThat(meter.takeBefore(Instant.now().plusSeconds(1)))
        .extracting(second -> second.called().method(), Meter.Second::requests)
        .containsExactlyInAnyOrder(
            tuple(Optional.empty(), 1), tuple(Optional.of(API.methods().get(0)), 1));
  }

  @Test
  void handle_shouldAnswer413_whenTheBodyIsOverTheLimit() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/payment"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[Forwarder.BODY_LIMIT + 1])));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(seen.get()).isNull();
  }

  private static Route route(String blue, int blueWeight, int greenWeight) {
    return new Route(
        List.of(
            new WeightedRecord("blue", blueWeight, "b", Optional.of("blue-check")),
            new WeightedRecord("green", greenWeight, "g", Optional.empty())),
        Map.of("blue", blue, "green", blue + "/green"),
        Map.of(),
        Map.of(),
        Map.of("green.pay.example.com", blue + "/green"),
        Map.of(blue, API));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.set(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                  body));
      exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
      byte[] answer = "taken".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  /** The status line and the color with which a request for a host is answered. */
  private String color(String host) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), edge.getAddress().getPort())) {
      String request = "GET /health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(host).getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher color = Pattern.compile("(?i)x-payments-color: (\\w+)").matcher(answer);
      return answer.substring(0, 12) + " " + (color.find() ? color.group(1) : "");
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + edge.getAddress().getPort() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
