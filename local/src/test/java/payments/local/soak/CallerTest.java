package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.audit.Answer;
import payments.local.soak.Plan.Route;

class CallerTest {
  private final List<String> requests = new ArrayList<>();
  private final Plan.Planned payment = Samples.payment(List.of(Samples.SAME));
  private HttpServer server;
  private Caller caller;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    caller =
        new Caller(
            Map.of(
                Route.EDGE, url + "/edge", Route.BLUE, url + "/blue", Route.GREEN, url + "/green"));
  }

  @AfterEach
  void tearDown() {
    server.stop(0);
  }

  @Test
  void call_shouldSendThePaymentUnderItsKey_andTellTheAnswer() throws Exception {
    answer("/blue/payment", 409, Map.of("Retry-After", "7"));
    Instant before = Instant.now();

    Answer answer = caller.call(payment, Samples.SAME, 0);

    assertThat(requests)
        .containsExactly(
            """
            soak-1 {"amount":"12.50","currency":"USD","userId":"ada"}""");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("body");
    assertThat(answer.replayed()).isFalse();
    assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(answer.color()).isEqualTo("blue");
    assertThat(answer.at()).isBetween(before, Instant.now());
    assertThat(answer.since()).isBetween(before.minusMillis(5), answer.at());
  }

  @Test
  void call_shouldSendTheOtherAmountToTheOtherColor_whenTheSendSaysSo() throws Exception {
    answer("/blue/payment", 200, Map.of("Idempotent-Replayed", "true"));

    Answer answer = caller.call(payment, Samples.OTHER, 1);

    assertThat(requests)
        .containsExactly(
            """
            soak-1 {"amount":"13.50","currency":"USD","userId":"ada"}""");
    assertThat(answer.replayed()).isTrue();
  }

  @Test
  void call_shouldTellTheColorThatTheEdgeNames() throws Exception {
    answer("/edge/payment", 503, Map.of("X-Payments-Color", "green", "Retry-After", "soon"));

    Answer answer = caller.call(payment, new Plan.Send(Route.EDGE, false, false), 0);

    assertThat(answer.color()).isEqualTo("green");
    assertThat(answer.retryAfter()).isEmpty();
    assertThat(answer.lost()).isTrue();
  }

  @Test
  void call_shouldTellThatThereWasNoAnswer() throws Exception {
    server.createContext("/blue/payment", HttpExchange::close);

    Answer answer = caller.call(payment, Samples.SAME, 0);

    assertThat(answer.status()).isEqualTo(Answer.NONE);
    assertThat(answer.label()).isEqualTo("no answer");
    assertThat(answer.lost()).isTrue();
    assertThat(answer.retryAfter()).isEqualTo(Optional.empty());
  }

  private void answer(String path, int status, Map<String, String> headers) {
    server.createContext(
        path,
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, 4);
          exchange.getResponseBody().write("body".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
  }
}
