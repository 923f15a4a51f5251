package payments.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.mockito.Mockito;
import payments.json.Json;
import payments.json.JsonException;
import payments.json.JsonNumber;
import payments.json.JsonObject;
import payments.log.CallLog;

/** Calls handlers as Lambda does, and reads what they answer and log. */
public final class Calls {
  public static final String REQUEST_ID = "request-1";
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final CallLog log;

  public Calls(Clock clock) {
    log = new CallLog(new PrintStream(logged, true, StandardCharsets.UTF_8), clock, "dev", "blue");
  }

  public CallLog log() {
    return log;
  }

  public String logged() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  /** The answer to an event, as text. */
  public static String text(RequestStreamHandler handler, byte[] event) {
    Context context = Mockito.mock(Context.class);
    Mockito.when(context.getAwsRequestId()).thenReturn(REQUEST_ID);
    Mockito.when(context.getRemainingTimeInMillis()).thenReturn(60_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, context);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  public static Answer call(RequestStreamHandler handler, Object event) {
    return Answer.of(text(handler, event.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** An event of API Gateway's REST APIs. */
  public static JsonObject http(
      String method, String path, Map<String, String> headers, Object body) {
    return new JsonObject()
        .with("resource", path)
        .with("path", path)
        .with("httpMethod", method)
        .with("headers", headers)
        .with("body", body)
        .with("isBase64Encoded", false)
        .with("requestContext", Map.of("stage", "dev", "httpMethod", method));
  }

  public static JsonObject post(Object body) {
    return http("POST", "/payment", Map.of("Content-Type", "application/json"), body);
  }

  /** What a handler answered. */
  public record Answer(int status, Map<String, Object> headers, String body) {
    @SuppressWarnings("unchecked")
    static Answer of(String text) {
      Map<String, Object> json = object(text);
      return new Answer(
          Integer.parseInt(((JsonNumber) json.get("statusCode")).text()),
          (Map<String, Object>) json.getOrDefault("headers", Map.of()),
          (String) json.get("body"));
    }

    public Map<String, Object> json() {
      return object(body);
    }

    @SuppressWarnings("unchecked")
    public List<String> errors() {
      return (List<String>) json().getOrDefault("errors", List.of());
    }
  }

  public static Map<String, Object> object(String text) {
    try {
      return Json.members((Map<?, ?>) Json.parse(text));
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }
}
