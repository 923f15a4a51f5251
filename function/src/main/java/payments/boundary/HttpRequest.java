package payments.boundary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request from API Gateway's Lambda proxy integration of a REST API (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">input
 * format</a>). Whatever the event lacks, or has of another type, counts as absent.
 *
 * @param headers by name, in any case of letters
 * @param body as bytes, none if there is no body; empty if it can not be decoded
 */
record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> headers,
    Map<String, ?> pathParameters,
    Optional<ByteBuffer> body) {

  /** Whether the event came over HTTP; else it is a direct invocation. */
  static boolean isHttp(Map<String, ?> event) {
    return event.containsKey("httpMethod");
  }

  static HttpRequest of(Map<String, ?> event) {
    return new HttpRequest(
        text(event.get("httpMethod")),
        text(event.get("path")),
        headers(event),
        event.get("pathParameters") instanceof Map<?, ?> map ? named(map) : Map.of(),
        body(event));
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
        named(map).forEach((name, value) -> add(headers, name, value));
      }
    }
    return headers;
  }

  private static void add(Map<String, List<String>> headers, String name, Object value) {
    for (Object one : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
      if (one instanceof String text) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(text);
      }
    }
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    Map<String, Object> named = new TreeMap<>();
    map.forEach((name, value) -> named.put(name.toString(), value));
    return named;
  }

  private static Optional<ByteBuffer> body(Map<String, ?> event) {
    if (!(event.get("body") instanceof String body)) {
      return event.get("body") == null ? Optional.of(ByteBuffer.allocate(0)) : Optional.empty();
    }
    if (!Boolean.TRUE.equals(event.get("isBase64Encoded"))) {
      return Optional.of(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
