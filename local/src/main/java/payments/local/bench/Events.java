package payments.local.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What API Gateway sends to the function, as large as it is there. */
final class Events {
  private Events() {}

  /** {@code POST /payment} with that key. */
  static byte[] payment(String key) {
    JsonObject body = new JsonObject();
    body.addProperty("transactionId", key);
    body.addProperty("amount", "129.95");
    body.addProperty("currency", "USD");
    body.addProperty("userId", "user-4711");
    return event("POST", "/payment", key, body.toString());
  }

  /** {@code GET /health}. */
  static byte[] health() {
    return event("GET", "/health", null, null);
  }

  /** A key that no other payment has. */
  static String newKey() {
    return "bench-" + UUID.randomUUID();
  }

  private static byte[] event(String method, String path, String key, String body) {
    JsonObject headers = new JsonObject();
    headers.addProperty("Accept", "*/*");
    headers.addProperty("Host", "pay.example.com");
    headers.addProperty("User-Agent", "Amazon CloudFront");
    headers.addProperty("Via", "2.0 0123456789abcdef0123456789abcdef.cloudfront.net (CloudFront)");
    headers.addProperty("X-Amz-Cf-Id", "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghij");
    headers.addProperty("X-Amzn-Trace-Id", "Root=1-00000000-000000000000000000000000");
    headers.addProperty("X-Forwarded-For", "203.0.113.7, 198.51.100.9");
    headers.addProperty("X-Forwarded-Port", "443");
    headers.addProperty("X-Forwarded-Proto", "https");
    if (body != null) {
      headers.addProperty("Content-Type", "application/json");
      headers.addProperty("Idempotency-Key", key);
    }
    JsonObject multiple = new JsonObject();
    for (String name : headers.keySet()) {
      JsonArray values = new JsonArray();
      values.add(headers.get(name));
      multiple.add(name, values);
    }
    JsonObject identity = new JsonObject();
    identity.addProperty("sourceIp", "203.0.113.7");
    identity.addProperty("userAgent", "Amazon CloudFront");
    JsonObject context = new JsonObject();
    context.addProperty("accountId", "000000000000");
    context.addProperty("apiId", "a1b2c3d4e5");
    context.addProperty("domainName", "pay.example.com");
    context.addProperty("httpMethod", method);
    context.addProperty("path", path);
    context.addProperty("protocol", "HTTP/1.1");
    context.addProperty("requestId", "00000000-0000-0000-0000-000000000000");
    context.addProperty("resourcePath", path);
    context.addProperty("stage", "live");
    context.add("identity", identity);
    JsonObject event = new JsonObject();
    event.addProperty("resource", path);
    event.addProperty("path", path);
    event.addProperty("httpMethod", method);
    event.add("headers", headers);
    event.add("multiValueHeaders", multiple);
    event.add("queryStringParameters", null);
    event.add("multiValueQueryStringParameters", null);
    event.add("pathParameters", null);
    event.add("stageVariables", null);
    event.add("requestContext", context);
    event.addProperty("body", body);
    event.addProperty("isBase64Encoded", false);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
