package payments.boundary;

import java.util.LinkedHashMap;
import java.util.Map;
import payments.json.JsonObject;

/**
 * An answer over HTTP. None may be cached: they are about money.
 *
 * @param status the HTTP status
 * @param headers all of them
 * @param body JSON
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  static HttpAnswer json(int status, String body) {
    return of(status, "application/json", body);
  }

  static HttpAnswer problem(Problem problem) {
    HttpAnswer answer = of(problem.status(), "application/problem+json", problem.toString());
    return problem.retryAfter() > 0 ? answer.header("Retry-After", problem.retryAfter()) : answer;
  }

  private static HttpAnswer of(int status, String contentType, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new HttpAnswer(status, headers, body);
  }

  HttpAnswer header(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value.toString());
    return new HttpAnswer(status, more, body);
  }

  /** In the form that API Gateway's Lambda proxy integration takes. */
  @Override
  public String toString() {
    return new JsonObject()
        .with("statusCode", status)
        .with("headers", headers)
        .with("body", body)
        .with("isBase64Encoded", false)
        .toString();
  }
}
