package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import payments.json.JsonNumber;
import payments.json.JsonObject;
import payments.store.AccessProbe;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.Settings;
import payments.testing.TestClock;

/** No input makes the function fail, answer 500 or name its insides. */
class BoundaryFuzzTest {
  /** Becomes a JSON null, which a {@link JsonObject} leaves out. */
  private static final JsonNumber NULL = new JsonNumber("null");

  private static final JsonNumber ABSENT = new JsonNumber("absent");

  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);
  private final PaymentHandler handler =
      new PaymentHandler(Settings.BLUE, stores, stores, new Anything(), calls.log(), clock);

  @Property(tries = 500)
  void bytes_shouldBeAnswered(@ForAll byte[] event) {
    assertHarmless(Calls.text(handler, event));
  }

  @Property(tries = 1500)
  void event_shouldBeAnswered_whateverItsFieldsHold(
      @ForAll @From("eventFields") Map<String, Object> fields) {
    JsonObject event = new JsonObject();
    fields.forEach(event::with);

    assertHarmless(Calls.text(handler, event.toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 1500)
  void body_shouldBeAnswered_whateverItIs(
      @ForAll @From("bodies") String body, @ForAll boolean base64) {
    String sent =
        base64 ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) : body;

    assertHarmless(
        Calls.text(
            handler,
            Calls.post(sent)
                .with("isBase64Encoded", base64)
                .toString()
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 1000)
  void id_shouldBeFoundAgain_whenItWasPaid(@ForAll @From("texts") String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    // Half of a surrogate pair does not survive the way here.
    String sent = new String(utf8, StandardCharsets.UTF_8);
    String body =
        new JsonObject()
            .with("transactionId", id)
            .with("amount", BigDecimal.ONE)
            .with("userId", "u")
            .toString();
    Calls.Answer paid = Calls.call(handler, Calls.post(body));
    if (paid.status() == 200) {
      StringBuilder encoded = new StringBuilder();
      for (byte b : utf8) {
        encoded.append(String.format("%%%02x", b));
      }
      Calls.Answer found =
          Calls.call(handler, Calls.http("GET", "/payment/" + encoded, Map.of(), null));
      assertThat(found.json()).containsEntry("transactionId", sent);
    } else {
      assertThat(paid.status()).isEqualTo(400);
    }
  }

  @Property(tries = 1000)
  void request_shouldBeAnsweredAsHttp_whateverApiGatewaySends(
      @ForAll @From("requests") Map<String, Object> fields) {
    JsonObject event = new JsonObject();
    fields.forEach(event::with);

    String answer = Calls.text(handler, event.toString().getBytes(StandardCharsets.UTF_8));

    assertHarmless(answer);
    assertThat(Calls.object(answer)).containsKey("headers");
  }

  @Property(tries = 1000)
  void bytesOfABody_shouldBeAnswered(
      @ForAll byte[] bytes, @ForAll @From("bodies") String text, @ForAll boolean whole) {
    byte[] valid = text.getBytes(StandardCharsets.UTF_8);
    byte[] body = ByteBuffer.allocate(bytes.length + valid.length).put(valid).put(bytes).array();
    String base64 = Base64.getEncoder().encodeToString(body);
    String sent = whole ? base64 : base64.substring(base64.length() / 2) + "%";

    assertHarmless(
        Calls.text(
            handler,
            Calls.post(sent)
                .with("isBase64Encoded", true)
                .toString()
                .getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 1000)
  void direct_shouldBeAnswered_whateverThePaymentIs(@ForAll @From("bodies") String event) {
    assertHarmless(Calls.text(handler, event.getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 300)
  void event_shouldBeAnswered_howeverDeepItIs(
      @ForAll @IntRange(max = 3000) int depth, @ForAll boolean closed, @ForAll boolean inBody) {
    String deep = "{\"a\":[".repeat(depth) + (closed ? "0" + "]}".repeat(depth) : "");
    String sent = inBody ? Calls.post(deep).toString() : deep;

    String answer = Calls.text(handler, sent.getBytes(StandardCharsets.UTF_8));

    assertHarmless(answer);
    assertThat(Calls.object(answer).get("statusCode").toString()).matches(".*4(00|13).*");
  }

  private static void assertHarmless(String answer) {
    Map<String, Object> json = Calls.object(answer);
    assertThat(json.get("statusCode").toString()).doesNotContain("500");
    assertThat(json).containsKey("body");
    assertThat(answer)
        .doesNotContain("Exception", "java.", "fasterxml", "awssdk", "StreamRead", "arn:aws");
    assertThat(answer).doesNotContainPattern("payments\\.[a-z]+\\.");
  }

  /** Requests that are nearly right: each field is, or is not, or is null, or of another type. */
  @Provide
  Arbitrary<Map<String, Object>> requests() {
    Arbitrary<Object> headers =
        Arbitraries.maps(
                Arbitraries.of(
                    "content-type",
                    "Content-Type",
                    "CONTENT-TYPE",
                    "idempotency-key",
                    "IDEMPOTENCY-KEY",
                    "Content-Encoding",
                    ""),
                Arbitraries.oneOf(
                    values(),
                    Arbitraries.of(NULL, "application/json", List.of("application/json", NULL))))
            .ofMaxSize(4)
            .map(map -> map);
    Arbitrary<Object> nothing = Arbitraries.of(NULL, true, List.of(), Map.of());
    Arbitrary<Object> bodies = bodies().map(body -> body);
    Map<String, Arbitrary<Object>> fields =
        Map.of(
            "path",
                Arbitraries.of("/payment", "/payment/x", "/payment/%", "/health", "/", "", "\\"),
            "headers", headers,
            "multiValueHeaders", headers,
            "pathParameters", values(),
            "body", bodies,
            "isBase64Encoded", Arbitraries.of(true, false, "true", 1),
            "requestContext", values(),
            "rawPath", Arbitraries.of("/payment"));
    Arbitrary<Map<String, Object>> request =
        Arbitraries.of("POST", "GET", "post", "HEAD", "", NULL, "\u0000")
            .map(method -> new HashMap<>(Map.of("httpMethod", method)));
    for (Map.Entry<String, Arbitrary<Object>> field : fields.entrySet()) {
      Arbitrary<Object> value =
          Arbitraries.frequencyOf(
              Tuple.of(6, field.getValue()),
              Tuple.of(1, nothing),
              Tuple.of(1, Arbitraries.just(ABSENT)));
      request =
          Combinators.combine(request, value)
              .as(
                  (soFar, one) -> {
                    Map<String, Object> more = new HashMap<>(soFar);
                    if (!one.equals(ABSENT)) {
                      more.put(field.getKey(), one);
                    }
                    return more;
                  });
    }
    return request;
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> payments =
        Arbitraries.maps(
                Arbitraries.of("transactionId", "amount", "currency", "userId", "other"), values())
            .ofMaxSize(5)
            .map(
                fields -> {
                  JsonObject json = new JsonObject();
                  fields.forEach(json::with);
                  return json.toString();
                });
    Arbitrary<String> deep =
        Arbitraries.integers().between(1, 5000).map(n -> "[".repeat(n) + "]".repeat(n));
    Arbitrary<String> numbers =
        Combinators.combine(
                Arbitraries.of("1", "-0", "01", "1e400", "1e-400", "0." + "0".repeat(3000) + "1"),
                Arbitraries.of("", "e2147483647", "e-2147483648", "9".repeat(10_000)))
            .as(
                (n, tail) ->
                    "{\"transactionId\":\"t\",\"userId\":\"u\",\"amount\":" + n + tail + "}");
    Arbitrary<String> cut =
        payments.flatMap(
            text ->
                Arbitraries.integers().between(0, text.length()).map(n -> text.substring(0, n)));
    return Arbitraries.oneOf(payments, deep, numbers, cut, texts());
  }

  @Provide
  Arbitrary<Map<String, Object>> eventFields() {
    Arbitrary<String> names =
        Arbitraries.of(
            "httpMethod",
            "path",
            "headers",
            "multiValueHeaders",
            "pathParameters",
            "body",
            "isBase64Encoded",
            "action",
            "transactionId",
            "amount",
            "currency",
            "userId",
            "sessionId",
            "key");
    return Arbitraries.maps(names, values()).ofMaxSize(10).map(HashMap::new);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(140);
  }

  private Arbitrary<Object> values() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            texts().map(text -> (Object) text),
            Arbitraries.of(
                "POST",
                "GET",
                "/payment",
                "/payment/x",
                "/health",
                "application/json",
                "payment",
                "test-s3-access",
                "USD",
                "JPY",
                "10.00"),
            Arbitraries.bigDecimals().map(number -> (Object) number),
            Arbitraries.of(true, false));
    Arbitrary<Object> lists = simple.list().ofMaxSize(3).map(list -> (Object) List.copyOf(list));
    Arbitrary<Object> maps =
        Arbitraries.maps(Arbitraries.of("content-type", "Idempotency-Key", "transactionId"), simple)
            .ofMaxSize(3)
            .map(map -> (Object) map);
    return Arbitraries.frequencyOf(Tuple.of(5, simple), Tuple.of(1, lists), Tuple.of(1, maps));
  }

  private static final class Anything implements AccessProbe {
    @Override
    public boolean table(String sessionId) {
      return true;
    }

    @Override
    public boolean bucket(String key) {
      return true;
    }

    @Override
    public boolean secret() {
      return true;
    }
  }
}
