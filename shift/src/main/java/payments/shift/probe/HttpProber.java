package payments.shift.probe;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import payments.shift.cutover.Health;
import payments.shift.cutover.Prober;
import payments.shift.cutover.ShiftException;

/** Asks a color over HTTP whether it is well. */
public final class HttpProber implements Prober {
  /** Less than for a payment: who does not know yet asks again, and looks at nothing meanwhile. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final String NO_COLOR = "something that names no color";

  private final ColorHttp http;

  /**
   * @param http how to reach the colors
   */
  public HttpProber(ColorHttp http) {
    this.http = http;
  }

  @Override
  public Health health(String color) {
    var request = http.request(color, "/health").timeout(ANSWER).GET().build();
    String asked = "GET " + request.uri();
    try {
      return judge(color, asked, http.send(request).get());
    } catch (ExecutionException e) {
      return new Health(false, "%s was not answered: %s".formatted(asked, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShiftException("interrupted while asking " + asked, e);
    }
  }

  /** An answer is good if it is that color's own: a name may lead to the other one. */
  private static Health judge(String color, String asked, HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return new Health(false, "%s was answered with %d".formatted(asked, answer.statusCode()));
    }
    String answering = color(answer.body());
    return answering.equals(color)
        ? new Health(true, asked + " was answered with 200")
        : new Health(false, "%s was answered by %s".formatted(asked, answering));
  }

  private static String color(String body) {
    try {
      JsonElement json = JsonParser.parseString(body);
      JsonElement color = json.isJsonObject() ? json.getAsJsonObject().get("color") : null;
      return color != null && color.isJsonPrimitive() ? color.getAsString() : NO_COLOR;
    } catch (JsonParseException e) {
      return NO_COLOR;
    }
  }
}
