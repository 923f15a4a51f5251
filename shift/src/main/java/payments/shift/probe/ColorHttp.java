package payments.shift.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import payments.shift.cutover.ShiftException;

/**
 * Requests to a color over its own name. They may be sent elsewhere, with the color's name as
 * {@code Host}: where no DNS leads to it.
 *
 * <p>Redirects are not followed: a color does not redirect, and what does is not the color.
 */
public final class ColorHttp {
  /**
   * API Gateway itself gives up after <a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">29
   * seconds</a>.
   */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final Duration CONNECT = Duration.ofSeconds(4);

  static {
    // Read once, when the first HttpClient of the process is made.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final Map<String, URI> colors;
  private final Optional<URI> via;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * @param colors where each color alone answers
   * @param via where to send everything instead; empty to send it there
   * @throws ShiftException if {@code via} is no http or https address without a path
   */
  public ColorHttp(Map<String, URI> colors, Optional<URI> via) {
    this.colors = Map.copyOf(colors);
    this.via = via;
    via.filter(it -> !isBase(it))
        .ifPresent(
            it -> {
              throw new ShiftException(
                  "--probe-via is %s: must be an address like http://localhost:8080, without a path"
                      .formatted(it));
            });
  }

  /** A request to begin with. */
  HttpRequest.Builder request(String color, String path) {
    URI own = colors.get(color);
    var request = HttpRequest.newBuilder(via.orElse(own).resolve(path)).timeout(ANSWER);
    via.ifPresent(it -> request.header("Host", own.getAuthority()));
    return request;
  }

  /** Sends it; the answer comes or fails within half a minute. */
  CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static boolean isBase(URI uri) {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean path = uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/");
    return http && uri.getHost() != null && !path && uri.getQuery() == null;
  }
}
