package payments.local.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AWS endpoint on loopback that answers by the Region for which a request is signed and by path,
 * or by action in the Query protocol; what it does not know is answered with 404.
 */
final class FakeAws implements AutoCloseable {
  private static final Pattern ACTION = Pattern.compile("^Action=(\\w+)");

  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Tells what to answer; {@code path} without its query, or an action. */
  FakeAws when(String region, String path, String body) {
    answers.put(region + " " + path, body);
    return this;
  }

  /** The parameters with which an action was asked for last. */
  String asked(String action) {
    return asked.get(action);
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** What a request is for: its path, or its action. */
  private String asked(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher action = ACTION.matcher(form);
    if (action.find()) {
      asked.put(action.group(1), URLDecoder.decode(form, StandardCharsets.UTF_8));
      return action.group(1);
    }
    return exchange.getRequestURI().getPath();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String signature = exchange.getRequestHeaders().getFirst("Authorization");
      String region = signature.contains("/us-west-2/") ? "us-west-2" : "us-east-1";
      String body = answers.get(region + " " + asked(exchange));
      byte[] bytes = (body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
