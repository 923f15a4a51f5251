package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.route.HealthCheck;

class EndpointProbeTest {
  private final EndpointProbe probe = new EndpointProbe();
  private HttpServer server;
  private int status = 200;
  private String body = "";

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/base/health",
        exchange -> {
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "/nowhere");
          exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
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
  void passes_shouldBeTrue_from200To399() {
    assertThat(passes("")).isTrue();
    status = 302;
    assertThat(passes("")).isTrue();
    status = 400;
    assertThat(passes("")).isFalse();
    status = 503;
    assertThat(passes("")).isFalse();
  }

  @Test
  void passes_shouldSearchTheFirst5120Bytes() {
    body = " ".repeat(5110) + "\"ok\"";
    assertThat(passes("\"ok\"")).isTrue();
    body = " ".repeat(5118) + "\"ok\"";
    assertThat(passes("\"ok\"")).isFalse();
  }

  @Test
  void passes_shouldBeFalse_whenNobodyListens() {
    server.stop(0);

    assertThat(passes("")).isFalse();
  }

  private boolean passes(String search) {
    return probe.passes(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/base",
        new HealthCheck.Endpoint("blue.example.com", "/health", 30, 3, search));
  }
}
