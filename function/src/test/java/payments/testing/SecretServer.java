package payments.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import payments.json.JsonObject;

/**
 * Secrets Manager's GetSecretValue on a free port of the loopback address. While it is open, the
 * AWS SDK of this JVM uses it.
 */
public final class SecretServer implements AutoCloseable {
  private final HttpServer server;
  private final AwsEndpoint endpoint;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile int status = 200;
  private volatile String body;

  public SecretServer(String password) throws IOException {
    password(password);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          reads.incrementAndGet();
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    endpoint = AwsEndpoint.at(server.getAddress().getPort());
  }

  public final void password(String changed) {
    secret(new JsonObject().with("username", Database.USER).with("password", changed).toString());
  }

  /** Any text as the secret. */
  public final void secret(String text) {
    body = new JsonObject().with("Name", "db").with("SecretString", text).toString();
  }

  /** Refuses to give the secret from now on. */
  public void deny(String message) {
    status = 400;
    body =
        new JsonObject()
            .with("__type", "AccessDeniedException")
            .with("Message", message)
            .toString();
  }

  public int reads() {
    return reads.get();
  }

  @Override
  public void close() {
    server.stop(0);
    endpoint.close();
  }
}
