package payments.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import payments.json.JsonObject;

/**
 * Secrets Manager's GetSecretValue on a free port of the loopback address. While it is open, the
 * AWS SDK of this JVM uses it.
 */
public final class SecretServer implements AutoCloseable {
  private static final Map<String, String> SDK =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");
  private static final String ENDPOINT = "aws.endpointUrl";

  private final HttpServer server;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile String password;

  public SecretServer(String password) throws IOException {
    this.password = password;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          reads.incrementAndGet();
          byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    SDK.forEach(System::setProperty);
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private String answer() {
    String secret =
        new JsonObject().with("username", Database.USER).with("password", password).toString();
    return new JsonObject().with("Name", "db").with("SecretString", secret).toString();
  }

  public void password(String changed) {
    password = changed;
  }

  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
    SDK.keySet().forEach(System::clearProperty);
    System.clearProperty(ENDPOINT);
  }
}
