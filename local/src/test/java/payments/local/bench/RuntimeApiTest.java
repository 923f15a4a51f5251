package payments.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class RuntimeApiTest {
  private final RuntimeApi api = new RuntimeApi();
  private final HttpClient runtime = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void invoke_shouldHandTheEventToTheRuntimeAndReturnItsAnswer() {
    long before = System.nanoTime();
    var call = runtime("response", "done");

    RuntimeApi.Answer answer = api.invoke("{\"event\": 1}".getBytes(UTF_8));

    assertThat(answer.body()).isEqualTo("done");
    assertThat(answer.nanos()).isBetween(1L, System.nanoTime() - before);
    assertThat(call.join()).isEqualTo("{\"event\": 1}");
  }

  @Test
  void invoke_shouldFailWithWhatTheRuntimeReports() {
    var call = runtime("error", "out of memory");

    assertThatThrownBy(() -> api.invoke(new byte[0]))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("out of memory");
    call.join();
  }

  @Test
  void firstAsked_shouldBeTheMomentOfTheFirstQuestion() {
    long before = System.nanoTime();
    var call = runtime("response", "done");

    assertThat(api.firstAsked()).isBetween(before, System.nanoTime());
    api.invoke(new byte[0]);
    call.join();
  }

  /** Asks for an event, answers it, and ends with what the event was. */
  private CompletableFuture<String> runtime(String end, String answer) {
    String root = "http://" + api.address() + "/2018-06-01/runtime/invocation/";
    return runtime
        .sendAsync(
            HttpRequest.newBuilder(URI.create(root + "next")).build(), BodyHandlers.ofString())
        .thenCompose(
            event ->
                runtime
                    .sendAsync(
                        HttpRequest.newBuilder(URI.create(root + requestId(event) + "/" + end))
                            .POST(BodyPublishers.ofString(answer))
                            .build(),
                        BodyHandlers.discarding())
                    .thenApply(taken -> event.body()));
  }

  private static String requestId(HttpResponse<String> event) {
    return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
  }
}
