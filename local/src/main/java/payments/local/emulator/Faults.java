package payments.local.emulator;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import payments.local.LocalException;
import payments.local.payment.Deployment;

/**
 * Faults of the emulator, and those that drills need. {@code emulator/faults.py} says what a fault
 * may be. All end with {@link #clear}, and the system recovers without a restart.
 */
public final class Faults {
  private static final String FAULTS = "/_payments/faults";
  private static final String METRICS = "/_payments/metrics";

  private final String endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          // To one that asks for HTTP/2 the emulator listens no further than its headers.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Calls that are late, or answered with an error.
   *
   * @param service as in a request's signature, {@code s3}; {@code lambda} for a function's runs
   * @param operation {@code PutObject}; {@code Invoke} for a function's runs
   * @param match what must all be found in the call
   * @param percent of the calls, spread evenly
   * @param delayMillis how long a call waits
   * @param status the answer's status; null to serve the call after its delay
   */
  public record Fault(
      String service,
      String operation,
      List<String> match,
      double percent,
      int delayMillis,
      Integer status) {

    /** Copies the list. */
    public Fault {
      match = List.copyOf(match);
    }
  }

  /**
   * @param endpoint the emulator's address
   */
  public Faults(String endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * A share of a color's payments is answered with 503, and with 200 when sent again: its bucket
   * refuses the log object, with a status after which the function's SDK does not try again itself.
   *
   * @param percent of the writes; retries of customers count as writes too
   */
  public static Fault paymentsFail(Deployment.Color color, double percent) {
    return new Fault("s3", "PutObject", List.of(color.logBucket()), percent, 0, 403);
  }

  /**
   * A share of a color's payments is late, and none fails. They wait before a process of the
   * function takes them: it has only a few here, and a late store would hold all of them.
   */
  public static Fault paymentsSlow(Deployment.Color color, double percent, Duration delay) {
    List<String> match = List.of(function(color, "payment"), "\"/payment\"");
    return new Fault("lambda", "Invoke", match, percent, Math.toIntExact(delay.toMillis()), null);
  }

  /** A color's {@code GET /health} is answered with 502, while payments are taken. */
  public static Fault healthFails(Deployment.Color color) {
    return runsFail(color, "payment", "\"/health\"");
  }

  /** A color's payment function fails whatever it is called for: 502. */
  public static Fault functionBroken(Deployment.Color color) {
    return runsFail(color, "payment");
  }

  /** A color's ledger function fails with every batch, so that its IteratorAge grows. */
  public static Fault ledgerStuck(Deployment.Color color) {
    return runsFail(color, "ledger");
  }

  /** A color's ledger function takes its time with every batch, so that its IteratorAge grows. */
  public static Fault ledgerSlow(Deployment.Color color, Duration delay) {
    String function = ":function:payments-%s-ledger".formatted(color.name());
    int milliseconds = Math.toIntExact(delay.toMillis());
    return new Fault("lambda", "Invoke", List.of(function), 100, milliseconds, null);
  }

  /**
   * Puts faults in force, in place of those before.
   *
   * @throws LocalException with the emulator's reason if it refuses them, or does not answer
   */
  public void set(List<Fault> faults) {
    send("POST", FAULTS, HttpRequest.BodyPublishers.ofString(new Gson().toJson(faults)));
  }

  /**
   * Ends all faults.
   *
   * @throws LocalException if the emulator does not answer
   */
  public void clear() {
    send("DELETE", FAULTS, HttpRequest.BodyPublishers.noBody());
  }

  /**
   * Forgets all data of metrics, so that no alarm goes on about faults that have ended.
   *
   * @throws LocalException if the emulator does not answer
   */
  public void forget() {
    send("DELETE", METRICS, HttpRequest.BodyPublishers.noBody());
  }

  private static Fault runsFail(Deployment.Color color, String function, String... event) {
    List<String> match = new ArrayList<>(List.of(event));
    match.add(function(color, function));
    return new Fault("lambda", "Invoke", match, 100, 0, 500);
  }

  private static String function(Deployment.Color color, String function) {
    return ":function:payments-%s-%s".formatted(color.name(), function);
  }

  private void send(String method, String path, HttpRequest.BodyPublisher body) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(endpoint + path))
                  .timeout(Duration.ofSeconds(5))
                  .method(method, body)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new LocalException("the emulator refuses the faults: " + answer.body());
      }
    } catch (IOException e) {
      throw new LocalException("the emulator does not answer at " + endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while setting faults", e);
    }
  }
}
