package payments.local.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import payments.local.audit.Answer;
import payments.local.payment.Payment;

/** Sends payments to the edge and to each color's own API. */
final class Caller {
  private final Map<Plan.Route, String> urls;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param urls the base address of every route
   */
  Caller(Map<Plan.Route, String> urls) {
    this.urls = Map.copyOf(urls);
  }

  /** Sends a payment once. */
  Answer call(Plan.Planned planned, Plan.Send send, int attempt) throws InterruptedException {
    Plan.Route route = send.route(attempt);
    Payment payment = planned.payment(send);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(urls.get(route) + "/payment"))
            .timeout(Answer.PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", payment.id())
            .POST(HttpRequest.BodyPublishers.ofString(payment.json()))
            .build();
    String asked = route.name().toLowerCase(Locale.ROOT);
    long start = System.nanoTime();
    try {
      return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofString()), asked, start);
    } catch (IOException e) {
      return Answer.none(e, asked, start);
    }
  }
}
