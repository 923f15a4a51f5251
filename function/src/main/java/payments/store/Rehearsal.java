package payments.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Stands for AWS on loopback: it says yes to everything and stores nothing. Clients of it go over
 * the wire, so that the way is loaded and warm before a snapshot is taken. Over plain HTTP S3 signs
 * an object's content too, which it does not over TLS; all else is as it is on AWS.
 */
public final class Rehearsal implements AutoCloseable {
  private final HttpServer server;

  /** Starts it on a free port. */
  public Rehearsal() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", Rehearsal::answer);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      // A body would be a packet of its own, for which each round would wait 40 ms.
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
