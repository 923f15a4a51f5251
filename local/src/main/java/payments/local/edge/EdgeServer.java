package payments.local.edge;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.emulator.AwsClients;
import payments.local.route.HealthBoard;
import payments.local.route.WeightedRecord;

/**
 * The local edge: takes customers' requests on loopback, plays Route 53's data plane, and publishes
 * the metrics that API Gateway and Route 53 would. {@value #STATUS_PATH} tells what it sees and has
 * done; every other path is a color's.
 */
public final class EdgeServer implements AutoCloseable {
  /** Where the edge answers for itself. */
  public static final String STATUS_PATH = "/_edge/status";

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(64);
  private final HealthBoard board = new HealthBoard();
  private final Counters counters = new Counters();
  private final Meter meter = new Meter(Clock.systemUTC());
  private final Publisher publisher;
  private final RouteReader reader;
  private final Checker checker;
  private volatile Route route = Route.EMPTY;

  /**
   * What the edge sees of one color.
   *
   * @param color the record's set identifier
   * @param weight the record's weight
   * @param healthy whether its check is
   * @param url where its requests go; null if nowhere
   * @param requests sent there since the edge started
   * @param serverErrors those answered with 5xx or not at all
   * @param milliseconds time that they took together
   */
  public record ColorStatus(
      String color,
      int weight,
      boolean healthy,
      String url,
      long requests,
      long serverErrors,
      long milliseconds) {}

  /**
   * @param settings its port and the health checks' scale
   * @param aws clients for the emulator
   * @param zone the hosted zone's name
   * @param domain the customers' name; the weighted records are at {@code origin.} before it
   * @throws LocalException if the port is taken
   */
  public EdgeServer(Settings settings, AwsClients aws, String zone, String domain) {
    HostNames names = new HostNames(domain, "origin." + domain);
    ApiDirectory directory = new ApiDirectory(aws, Clock.systemUTC());
    this.reader =
        new RouteReader(
            aws, () -> new ApiTargets(aws, settings.endpoint(), directory), zone, names.origin());
    this.checker = new Checker(settings, board, new MetricProbe(aws), meter, Clock.systemUTC());
    this.publisher = new Publisher(Publisher.Sink.of(aws), meter, board, Clock.systemUTC());
    try {
      this.server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.edgePort()), 0);
    } catch (IOException e) {
      throw new LocalException(
          "the local edge cannot listen on port %d (%s): set %s to another one"
              .formatted(settings.edgePort(), e.getMessage(), Settings.EDGE_PORT),
          e);
    }
    server.setExecutor(workers);
    server.createContext(STATUS_PATH, this::answerStatus);
    server.createContext(
        "/", new Forwarder(names, () -> route, board, counters, meter, ThreadLocalRandom::current));
    server.start();
    publisher.start();
  }

  /** Reads the route anew and starts the checks that are due. Called often, from one thread. */
  public void refresh() {
    Route current = reader.read();
    board.define(current.checks());
    route = current;
    checker.run(current);
  }

  /** Stops answering, and publishes the figures that are left. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    checker.close();
    publisher.close();
  }

  private List<ColorStatus> status() {
    Route now = route;
    Map<String, Counters.Count> counts = counters.all();
    return now.records().stream().map(record -> status(record, now, counts)).toList();
  }

  private ColorStatus status(WeightedRecord record, Route now, Map<String, Counters.Count> counts) {
    Counters.Count count = counts.getOrDefault(record.id(), new Counters.Count(0, 0, 0));
    return new ColorStatus(
        record.id(),
        record.weight(),
        record.healthCheck().map(board::healthy).orElse(true),
        now.targets().get(record.id()),
        count.requests(),
        count.serverErrors(),
        count.milliseconds());
  }

  private void answerStatus(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = new Gson().toJson(status()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
