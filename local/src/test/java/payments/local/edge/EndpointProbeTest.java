package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.local.route.HealthCheck;

class EndpointProbeTest {
  private final EndpointProbe probe = new EndpointProbe();
  private HttpServer server;
  private final List<Integer> answered = new ArrayList<>();
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
    probe.close();
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
  void passes_shouldTellTheStatus_onlyOfAnAnswer() {
    status = 503;
    passes("");
    server.stop(0);
    passes("");

    assertThat(answered).containsExactly(503);
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

  @Test
  void passes_shouldBeFalse_whenTheStatusComesTooLate() throws Exception {
    try (Trickle slow = new Trickle("HTTP/1.1 ", "200 OK\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(passes(slow.port(), "")).isFalse();
      assertThat(slow.seconds()).isBetween(1.9, 8.0);
    }
  }

  @Test
  void passes_shouldBeFalse_whenTheBodyTricklesIn() throws Exception {
    try (Trickle slow =
        new Trickle("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n\"ok\"", "x".repeat(96))) {
      assertThat(passes(slow.port(), "\"ok\"")).isFalse();
      assertThat(slow.seconds()).isBetween(1.9, 8.0);
    }
  }

  @Test
  void passes_shouldNotReadTheBody_whenNothingIsSearchedInIt() throws Exception {
    try (Trickle slow =
        new Trickle("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "x".repeat(100))) {
      assertThat(passes(slow.port(), "")).isTrue();
    }
  }

  @Test
  void passes_shouldBeFalse_whenTheAnswerIsNoHttp() throws Exception {
    try (Trickle wrong = new Trickle("nonsense\r\n\r\n", "")) {
      assertThat(passes(wrong.port(), "")).isFalse();
    }
  }

  /** Answers one call: the beginning at once, the rest a byte every 100 ms. */
  private static final class Trickle implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final long start = System.nanoTime();
    private final Thread thread;

    Trickle(String beginning, String rest) throws IOException {
      thread = new Thread(() -> answer(beginning, rest));
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws IOException {
      socket.close();
      thread.interrupt();
    }

    private void answer(String beginning, String rest) {
      try (Socket call = socket.accept()) {
        OutputStream out = call.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.UTF_8));
        for (byte next : rest.getBytes(StandardCharsets.UTF_8)) {
          Thread.sleep(100);
          out.write(next);
        }
      } catch (IOException | InterruptedException e) {
        // whoever called has gone
      }
    }
  }

  private boolean passes(String search) {
    return passes(server.getAddress().getPort(), search);
  }

  private boolean passes(int port, String search) {
    return probe.passes(
        "http://127.0.0.1:" + port + "/base",
        new HealthCheck.Endpoint("blue.example.com", "/health", 30, 3, search),
        answered::add);
  }
}
