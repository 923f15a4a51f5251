package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
import payments.json.JsonObject;
import payments.store.AccessProbe;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.Settings;
import payments.testing.TestClock;

/** No input makes the function fail, answer 500 or name its insides. */
class BoundaryFuzzTest {
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

  private static void assertHarmless(String answer) {
    Map<String, Object> json = Calls.object(answer);
    assertThat(json.get("statusCode").toString()).doesNotContain("500");
    assertThat(json).containsKey("body");
    assertThat(answer)
        .doesNotContain("Exception", "java.", "fasterxml", "awssdk", "StreamRead", "arn:aws");
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
                Arbitraries.of("1", "-0", "1e400", "1e-400", "0." + "0".repeat(3000) + "1"),
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
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, simple),
        net.jqwik.api.Tuple.of(1, lists),
        net.jqwik.api.Tuple.of(1, maps));
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
