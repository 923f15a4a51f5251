package payments.local.soak;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sends payments to the edge and to each color's own API. */
final class Caller {
  /** Longer than the edge and API Gateway wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** The other form that RFC 9110 allows is a date, which nothing here answers. */
  private static final Predicate<String> SECONDS = Pattern.compile("\\d{1,4}").asMatchPredicate();

  private static final String COLOR_HEADER = "X-Payments-Color";

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
  Answer call(Plan.Planned payment, Plan.Send send, int attempt) throws InterruptedException {
    Plan.Route route = send.route(attempt);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(urls.get(route) + "/payment"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", payment.id())
            .POST(HttpRequest.BodyPublishers.ofString(body(payment, send)))
            .build();
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          header(response, "Idempotent-Replayed").equals(Optional.of("true")),
          header(response, "Retry-After")
              .filter(SECONDS)
              .map(text -> Duration.ofSeconds(Long.parseLong(text))),
          header(response, COLOR_HEADER).orElseGet(() -> name(route)),
          since(start),
          Instant.now());
    } catch (IOException e) {
      return new Answer(
          Answer.NONE,
          e.toString(),
          false,
          Optional.empty(),
          name(route),
          since(start),
          Instant.now());
    }
  }

  private static Optional<String> header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name);
  }

  private static String name(Plan.Route route) {
    return route.name().toLowerCase(Locale.ROOT);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String body(Plan.Planned payment, Plan.Send send) {
    JsonObject body = new JsonObject();
    body.addProperty("amount", payment.amount(send).toPlainString());
    body.addProperty("currency", payment.currency());
    body.addProperty("userId", payment.userId());
    return body.toString();
  }
}
