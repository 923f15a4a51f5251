package payments.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;
import payments.local.payment.Deployment;

class FaultsTest {
  private static final Deployment.Color GREEN =
      new Deployment.Color("green", "us-west-2", "https://green.pay.example.com", "logs", "db");

  private final List<String> asked = new ArrayList<>();
  private final List<String> upgrades = new ArrayList<>();
  private int status = 200;
  private HttpServer emulator;
  private Faults faults;

  @BeforeEach
  void setUp() throws IOException {
    emulator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    emulator.createContext(
        "/_payments/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath().replace("/_payments/faults", "");
          upgrades.addAll(exchange.getRequestHeaders().getOrDefault("Upgrade", List.of()));
          asked.add(
              exchange.getRequestMethod() + path + " " + new String(body, StandardCharsets.UTF_8));
          byte[] answer = "percent is 101".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    emulator.start();
    faults = new Faults("http://127.0.0.1:" + emulator.getAddress().getPort());
  }

  @AfterEach
  void tearDown() {
    emulator.stop(0);
  }

  @Test
  void set_shouldSendFaultsAsTheEmulatorReadsThem() {
    faults.set(
        List.of(
            Faults.paymentsFail(GREEN, 30),
            Faults.paymentsSlow(GREEN, 5, Duration.ofMillis(1500)),
            Faults.healthFails(GREEN),
            Faults.ledgerStuck(GREEN)));

    assertThat(asked)
        .containsExactly(
            """
            POST [\
            {"service":"s3","operation":"PutObject","match":["logs"],"percent":30.0,"delayMillis":0,"status":403},\
            {"service":"lambda","operation":"Invoke","match":[":function:payments-green-payment","\\"/payment\\""],\
            "percent":5.0,"delayMillis":1500},\
            {"service":"lambda","operation":"Invoke","match":["\\"/health\\"",":function:payments-green-payment"],\
            "percent":100.0,"delayMillis":0,"status":500},\
            {"service":"lambda","operation":"Invoke","match":[":function:payments-green-ledger"],\
            "percent":100.0,"delayMillis":0,"status":500}]""");
  }

  @Test
  void clear_shouldEndThemAll() {
    faults.clear();

    assertThat(asked).containsExactly("DELETE ");
  }

  @Test
  void forget_shouldForgetTheDataOfMetrics() {
    faults.forget();

    assertThat(asked).containsExactly("DELETE/_payments/metrics ");
  }

  @Test
  void set_shouldNotAskForHttp2_whichTheEmulatorHasNot() {
    faults.set(List.of(Faults.functionBroken(GREEN)));

    assertThat(upgrades).isEmpty();
  }

  @Test
  void set_shouldTellWhyTheEmulatorRefuses() {
    status = 400;

    assertThatThrownBy(() -> faults.set(List.of(Faults.paymentsFail(GREEN, 101))))
        .isInstanceOf(LocalException.class)
        .hasMessage("the emulator refuses the faults: percent is 101");
  }

  @Test
  void clear_shouldSay_whenNobodyAnswers() {
    emulator.stop(0);

    assertThatThrownBy(faults::clear)
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("does not answer at");
  }
}
