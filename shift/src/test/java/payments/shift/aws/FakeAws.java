package payments.shift.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS endpoint on loopback that answers as a test says, and remembers what it was asked. */
final class FakeAws implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Function<Call, Reply> answers;
  private final AwsClients clients;

  /** A request: its body's form fields are decoded. */
  record Call(String region, String method, String path, String target, String body) {
    boolean has(String text) {
      return body.contains(text);
    }
  }

  /** An answer. */
  record Reply(int status, String body) {
    static Reply ok(String body) {
      return new Reply(200, body);
    }
  }

  FakeAws(Function<Call, Reply> answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
    clients =
        new AwsClients(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }

  AwsClients clients() {
    return clients;
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    clients.close();
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean form =
          Optional.ofNullable(headers.getFirst("Content-Type")).orElse("").contains("form");
      var call =
          new Call(
              headers.getFirst("Authorization").split("/", -1)[2],
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(headers.getFirst("X-Amz-Target")).orElse(""),
              form ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text);
      calls.add(call);
      Reply reply = answers.apply(call);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
