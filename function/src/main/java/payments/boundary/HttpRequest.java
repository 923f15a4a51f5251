package payments.boundary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.json.Json;

/**
 * A request from API Gateway's Lambda proxy integration, in either format (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">REST
 * APIs</a>, <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">2.0</a>).
 * Whatever the event lacks, or has of another type, counts as absent.
 *
 * @param headers by name, in any case of letters
 */
record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> headers,
    Map<String, ?> pathParameters,
    RequestBody body) {

  private static final String METHOD = "httpMethod";

  /** Whether the event came over HTTP; else it is a direct invocation. */
  static boolean isHttp(Map<String, ?> event) {
    return event.containsKey(METHOD) || version2(event) != null;
  }

  static HttpRequest of(Map<String, ?> event) {
    Map<?, ?> version2 = event.containsKey(METHOD) ? null : version2(event);
    return new HttpRequest(
        text(version2 == null ? event.get(METHOD) : version2.get("method")),
        text(event.get(version2 == null ? "path" : "rawPath")),
        headers(event),
        event.get("pathParameters") instanceof Map<?, ?> map ? Json.members(map) : Map.of(),
        RequestBody.of(event));
  }

  /** What only an event of format 2.0 has, or null. */
  private static Map<?, ?> version2(Map<String, ?> event) {
    return event.get("requestContext") instanceof Map<?, ?> context
            && context.get("http") instanceof Map<?, ?> http
        ? http
        : null;
  }

  /** All values of a header; an empty list if it is absent. */
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** A parameter of the path, percent-encoded as it was sent. */
  Optional<String> pathParameter(String name) {
    return Optional.ofNullable(pathParameters.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }

  private static Map<String, List<String>> headers(Map<String, ?> event) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Object all = event.get("multiValueHeaders");
    Object single = event.get("headers");
    for (Object source : new Object[] {all, single}) {
      if (headers.isEmpty() && source instanceof Map<?, ?> map) {
        Json.members(map).forEach((name, value) -> add(headers, name, value));
      }
    }
    return headers;
  }

  private static void add(Map<String, List<String>> headers, String name, Object value) {
    for (Object one : value instanceof List<?> list ? list : Collections.singletonList(value)) {
      if (one instanceof String text) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(text);
      }
    }
  }
}
