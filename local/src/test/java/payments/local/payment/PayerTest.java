package payments.local.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class PayerTest {
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/payment",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
          exchange.getResponseHeaders().set("X-Payments-Color", "green");
          exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
          byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.remove(), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void tearDown() {
    server.stop(0);
  }

  @Test
  void pay_shouldSendThePaymentAgainWithTheSameKey_untilItIsTaken() {
    answers.addAll(List.of(503, 200));

    Payer.Receipt receipt = payer(Duration.ofSeconds(10)).pay("key-1", "12.34", "someone");

    assertThat(receipt.color()).isEqualTo("green");
    assertThat(receipt.replayed()).isTrue();
    String sent =
        "key-1 {\"transactionId\":\"key-1\",\"amount\":\"12.34\",\"currency\":\"USD\",\"userId\":\"someone\"}";
    assertThat(requests).containsExactly(sent, sent);
  }

  @Test
  void pay_shouldGiveUpAtOnce_whenThePaymentIsRefused() {
    answers.add(400);

    assertThatThrownBy(() -> payer(Duration.ofSeconds(10)).pay("key-1", "12.34", "someone"))
        .isInstanceOf(LocalException.class)
        .hasMessage("the payment was answered with 400 from green: answer");
  }

  @Test
  void pay_shouldTellTheLastAnswer_whenTimeIsUp() {
    answers.add(503);

    assertThatThrownBy(() -> payer(Duration.ZERO).pay("key-1", "12.34", "someone"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("the last answer was 503 from green: answer");
  }

  private Payer payer(Duration patience) {
    return new Payer("http://127.0.0.1:" + server.getAddress().getPort(), patience);
  }
}
