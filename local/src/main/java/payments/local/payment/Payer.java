package payments.local.payment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import payments.local.LocalException;
import payments.local.process.Pause;

/**
 * A customer: posts payments to the weighted route, and again with the same key until it is sure.
 */
public final class Payer {
  /** Answers after which the same payment may be sent again. */
  private static final Set<Integer> AGAIN = Set.of(409, 429, 500, 502, 503, 504);

  private final URI url;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * The answer to a payment.
   *
   * @param transactionId the key
   * @param status the HTTP status
   * @param color the color that answered
   * @param replayed whether it is the stored answer to an earlier payment
   * @param body the answer's body
   * @param milliseconds how long the last call took
   */
  public record Receipt(
      String transactionId,
      int status,
      String color,
      boolean replayed,
      String body,
      long milliseconds) {}

  /**
   * @param edge the weighted route's address
   * @param patience how long to go on sending a payment that is not answered with 200
   */
  public Payer(String edge, Duration patience) {
    this.url = URI.create(edge + "/payment");
    this.patience = patience;
  }

  /**
   * Pays.
   *
   * @throws LocalException with the last answer if it is not 200 in time
   */
  public Receipt pay(String transactionId, String amount, String userId) {
    JsonObject payment = new JsonObject();
    payment.addProperty("transactionId", transactionId);
    payment.addProperty("amount", amount);
    payment.addProperty("currency", "USD");
    payment.addProperty("userId", userId);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(40))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", transactionId)
            .POST(HttpRequest.BodyPublishers.ofString(payment.toString()))
            .build();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      String answer;
      try {
        Receipt receipt = send(request, transactionId);
        if (receipt.status() == 200) {
          return receipt;
        }
        answer = receipt.status() + " from " + receipt.color() + ": " + receipt.body();
        if (!AGAIN.contains(receipt.status())) {
          throw new LocalException("the payment was answered with " + answer);
        }
      } catch (IOException e) {
        answer = "no answer: " + e.getMessage();
      }
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "the payment did not go through within %d s; the last answer was %s"
                .formatted(patience.toSeconds(), answer));
      }
      Pause.of(Duration.ofMillis(500));
    }
  }

  private Receipt send(HttpRequest request, String transactionId) throws IOException {
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Receipt(
          transactionId,
          response.statusCode(),
          response.headers().firstValue("X-Payments-Color").orElse("no color"),
          response.headers().firstValue("Idempotent-Replayed").orElse("").equals("true"),
          response.body(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while paying", e);
    }
  }
}
