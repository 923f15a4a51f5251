package payments.local.system;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.edge.EdgeServer;

/** Asks the running edge what it sees. */
final class EdgeStatus {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final URI url;

  EdgeStatus(Settings settings) {
    this.url = URI.create(settings.edgeUrl() + EdgeServer.STATUS_PATH);
  }

  List<EdgeServer.ColorStatus> read() {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString());
      return List.of(new Gson().fromJson(answer.body(), EdgeServer.ColorStatus[].class));
    } catch (IOException e) {
      throw new LocalException("the local edge does not answer at " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while asking the local edge", e);
    }
  }
}
