package payments.local.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import payments.local.route.HealthCheck;

/**
 * Calls an endpoint as Route 53's checkers do: a connection within 4 s, a status of 200 to 399
 * within 2 s after that, redirects not followed; if there is a search string, the body within 2 s
 * more, with the string in its first 5120 bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">How
 *     Route 53 determines whether a health check is healthy</a>
 */
final class EndpointProbe implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(4);
  private static final Duration ANSWERING = Duration.ofSeconds(2);
  private static final int SEARCHED_BYTES = 5120;

  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "probe-limit");
            thread.setDaemon(true);
            return thread;
          });

  /** Part of a call. */
  @FunctionalInterface
  private interface Part<T> {
    T run() throws IOException;
  }

  /**
   * Calls once.
   *
   * @param base the URL at which the endpoint's host is served
   * @param endpoint what to call
   * @param answered is told the status, if there is one
   * @return whether the answer was good
   */
  boolean passes(String base, HealthCheck.Endpoint endpoint, IntConsumer answered) {
    HttpURLConnection connection = null;
    try {
      connection = connect(base + endpoint.path());
      int status = within(ANSWERING, connection, connection::getResponseCode);
      answered.accept(status);
      if (status < 200 || status >= 400) {
        return false;
      }
      return endpoint.searchString().isEmpty()
          || within(ANSWERING, connection, body(connection)).contains(endpoint.searchString());
    } catch (IOException e) {
      return false;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
  }

  private static HttpURLConnection connect(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout((int) CONNECTING.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("User-Agent", "Amazon-Route53-Health-Check-Service (local)");
    // A checker connects anew each time.
    connection.setRequestProperty("Connection", "close");
    connection.connect();
    return connection;
  }

  private static Part<String> body(HttpURLConnection connection) {
    return () -> {
      try (InputStream content = connection.getInputStream()) {
        return new String(content.readNBytes(SEARCHED_BYTES), StandardCharsets.UTF_8);
      }
    };
  }

  /** Closes the connection when the time is over, so that an answer which trickles in fails too. */
  private <T> T within(Duration limit, HttpURLConnection connection, Part<T> part)
      throws IOException {
    // Not whether the alarm could be cancelled: that it can while it still disconnects, by when the
    // half answer may have been read as a whole one.
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end =
        alarm.schedule(
            () -> {
              late.set(true);
              connection.disconnect();
            },
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      T result = part.run();
      if (late.get()) {
        throw new IOException("the answer took longer than " + limit);
      }
      return result;
    } finally {
      end.cancel(false);
    }
  }
}
