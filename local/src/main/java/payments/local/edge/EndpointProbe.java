package payments.local.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import payments.local.route.HealthCheck;

/**
 * Calls an endpoint as Route 53's checkers do: a connection within 4 s, a status of 200 to 399
 * within 2 s more, redirects not followed, the search string in the first 5120 bytes.
 */
final class EndpointProbe {
  private static final int SEARCHED_BYTES = 5120;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(4))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Calls once.
   *
   * @param base the URL at which the endpoint's host is served
   * @param endpoint what to call
   * @return whether the answer was good
   */
  boolean passes(String base, HealthCheck.Endpoint endpoint) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + endpoint.path()))
            .timeout(Duration.ofSeconds(6))
            .header("User-Agent", "Amazon-Route53-Health-Check-Service (local)")
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() < 200 || answer.statusCode() >= 400) {
        return false;
      }
      byte[] body = answer.body();
      String start =
          new String(body, 0, Math.min(body.length, SEARCHED_BYTES), StandardCharsets.UTF_8);
      return start.contains(endpoint.searchString());
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
