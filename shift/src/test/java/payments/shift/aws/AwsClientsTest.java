package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class AwsClientsTest {
  private static final int CALLS = 20;

  private ServerSocket server;

  @BeforeEach
  void setUp() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve, "server");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void tearDown() throws IOException {
    server.close();
  }

  @Test
  void call_shouldBeAnswered_whereEachKeptConnectionIsClosedWhenItIsUsedAgain() {
    var endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
    try (var clients =
        new AwsClients(AnonymousCredentialsProvider.create(), Optional.of(endpoint))) {
      for (int call = 0; call < CALLS; call++) {
        assertThat(clients.dynamoDb("us-east-1").listTables().tableNames()).containsExactly("t");
      }
    }
  }

  /** Answers the first request of each connection, and closes it in the middle of the second. */
  private void serve() {
    while (true) {
      try (Socket connection = server.accept()) {
        var reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        skipRequest(reader);
        var body = "{\"TableNames\":[\"t\"]}";
        var answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
        reader.readLine();
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private static void skipRequest(BufferedReader reader) throws IOException {
    int length = 0;
    for (var line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    while (length > 0) {
      length -= (int) reader.skip(length);
    }
  }
}
