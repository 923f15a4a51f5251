package payments.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.testing.Calls.call;
import static payments.testing.Calls.http;
import static payments.testing.Calls.post;
import static payments.testing.MemoryStores.Fault.BROKEN;
import static payments.testing.MemoryStores.Fault.DOWN;
import static payments.testing.MemoryStores.Fault.KILLED_BEFORE;
import static payments.testing.MemoryStores.Fault.NONE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.entity.Origin;
import payments.entity.Session;
import payments.json.JsonNumber;
import payments.json.JsonObject;
import payments.store.AccessProbe;
import payments.testing.Calls;
import payments.testing.Calls.Answer;
import payments.testing.MemoryStores;
import payments.testing.Settings;
import payments.testing.TestClock;

/** The whole contract, call by call, from the event to the answer. */
class PaymentHandlerTest {
  private static final String BODY =
      "{\"transactionId\":\"t-1\",\"amount\":10.5,\"currency\":\"EUR\",\"userId\":\"user-1\"}";
  private static final String ANSWER =
      "{\"message\":\"Payment processed in dev environment\",\"transactionId\":\"t-1\","
          + "\"amount\":10.50,\"currency\":\"EUR\",\"status\":\"completed\"}";

  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);
  private final FakeProbe probe = new FakeProbe();
  private final PaymentHandler handler =
      new PaymentHandler(Settings.BLUE, stores, stores, probe, calls.log(), clock);

  @Test
  void constructor_shouldNameWhatIsMissing_whenEnvironmentIsEmpty() {
    assertThatThrownBy(PaymentHandler::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SESSION_TABLE, TRANSACTION_BUCKET, DB_ENDPOINT, DB_SECRET_ARN");
  }

  @Test
  void post_shouldTakePayment() {
    Answer answer = call(handler, post(BODY));

    assertThat(answer)
        .isEqualTo(
            new Answer(
                200,
                Map.of(
                    "Content-Type", "application/json",
                    "Cache-Control", "no-store",
                    "X-Content-Type-Options", "nosniff"),
                ANSWER));
    assertThat(stores.table.get("t-1").status()).isEqualTo(Session.Status.COMPLETED);
    assertThat(stores.table.get("t-1").origin()).isEqualTo(new Origin("dev", "blue", "us-east-1"));
    assertThat(stores.table.get("t-1").lease().until()).isEqualTo(TestClock.START.plusSeconds(15));
    assertThat(stores.logged).containsOnlyKeys("t-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.5", "10.50", "\"10.5\"", "\"10.50\"", "1.05e1", "105E-1"})
  void post_shouldReplayByteForByte_whenSamePaymentIsWrittenDifferently(String amount) {
    call(handler, post(BODY));

    Answer replay =
        call(
            handler,
            post(
                "{\"userId\":\"user-1\", \"currency\":\"EUR\",\n\"amount\":"
                    + amount
                    + ", \"transactionId\":\"t-1\"}"));

    assertThat(replay.status()).isEqualTo(200);
    assertThat(replay.body()).isEqualTo(ANSWER);
    assertThat(replay.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(stores.logged.get("t-1")).hasSize(1);
  }

  @Test
  void post_shouldRefuse_whenKeyHasAnotherPayload() {
    call(handler, post(BODY));

    Answer answer = call(handler, post(BODY.replace("10.5", "10.51")));

    assertProblem(answer, 422, "key-reused");
  }

  @Test
  void post_shouldSayWhenToTryAgain_whenFirstIsStillRunning() {
    killAfterClaim(post(BODY));
    clock.advance(Duration.ofSeconds(5));

    Answer answer = call(handler, post(BODY));

    assertProblem(answer, 409, "in-progress");
    assertThat(answer.headers()).containsEntry("Retry-After", "10");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void post_shouldSaySendAgain_whenStoreIsDown(int step) {
    stores.faults(List.of(List.of(DOWN), List.of(NONE, DOWN), List.of(NONE, NONE, DOWN)).get(step));

    Answer answer = call(handler, post(BODY));

    assertProblem(answer, 503, "unavailable");
    assertThat(answer.headers()).containsEntry("Retry-After", "1");
    assertThat(call(handler, post(BODY)).body()).isEqualTo(ANSWER);
  }

  @Test
  void post_shouldUseHeaderAsId_whenBothAreGiven() {
    Answer answer = call(handler, keyed("key-1", BODY));

    assertThat(answer.json()).containsEntry("transactionId", "key-1");
    assertThat(stores.table).containsOnlyKeys("key-1");
  }

  @Test
  void post_shouldUseHeaderAsId_whenBodyHasNone() {
    Answer answer = call(handler, keyed(" key-1 ", "{\"amount\":1,\"userId\":\"u\"}"));

    assertThat(answer.json())
        .containsEntry("transactionId", "key-1")
        .containsEntry("currency", "USD")
        .containsEntry("amount", new JsonNumber("1.00"));
  }

  @Test
  void post_shouldRefuse_whenKeyIsSentTwice() {
    JsonObject event =
        post(BODY)
            .with(
                "multiValueHeaders",
                Map.of(
                    "content-type",
                    List.of("application/json"),
                    "IDEMPOTENCY-KEY",
                    List.of("a", "b")));

    assertThat(call(handler, event).errors())
        .containsExactly("Idempotency-Key is there with 2 values");
  }

  @ParameterizedTest
  @MethodSource
  void post_shouldListEveryProblem(String body, List<String> errors) {
    Answer answer = call(handler, post(body));

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.errors()).containsExactlyInAnyOrderElementsOf(errors);
    assertThat(stores.calls).isEmpty();
  }

  static Stream<Arguments> post_shouldListEveryProblem() {
    String ok = "\"transactionId\":\"t\",\"userId\":\"u\"";
    String number = "amount must be a number, or a number as text";
    return Stream.of(
        bad("", "The body is not JSON: it is empty"),
        bad("[]", "The body must be a JSON object"),
        bad("null", "The body must be a JSON object"),
        bad("{\"a\":1", "The body is not JSON: it is not valid JSON at line 1, column 7"),
        bad(
            "{\"amount\":1,\"amount\":2}",
            "The body is not JSON: a key is there twice: \"amount\""),
        bad(
            "{}",
            "transactionId is missing, and so is the header Idempotency-Key",
            "amount is missing",
            "userId is missing"),
        bad(
            "{\"transactionId\":\"\",\"amount\":-1,\"currency\":\"XXX\",\"userId\":\"a\\u0000\","
                + "\"ammount\":1}",
            "transactionId must not be empty",
            "amount must be more than 0",
            "currency must be an ISO 4217 code in use, for example USD",
            "userId must not have control characters",
            "\"ammount\" is not a known field"),
        bad("{" + ok + ",\"amount\":null}", number),
        bad("{" + ok + ",\"amount\":true}", number),
        bad("{" + ok + ",\"amount\":[1]}", number),
        bad("{" + ok + ",\"amount\":\"\"}", number),
        bad("{" + ok + ",\"amount\":\"ten\"}", number),
        bad("{" + ok + ",\"amount\":\" 1\"}", number),
        bad("{" + ok + ",\"amount\":\"+1\"}", number),
        bad("{" + ok + ",\"amount\":\"1,5\"}", number),
        bad("{" + ok + ",\"amount\":\"0x10\"}", number),
        bad("{" + ok + ",\"amount\":\"1e9999999999\"}", number),
        bad("{" + ok + ",\"amount\":\"\u0661\"}", number),
        bad("{" + ok + ",\"amount\":0}", "amount must be more than 0"),
        bad("{" + ok + ",\"amount\":-0.01}", "amount must be more than 0"),
        bad("{" + ok + ",\"amount\":1.001}", "amount must have at most 2 decimals in USD"),
        bad(
            "{" + ok + ",\"amount\":1.5,\"currency\":\"JPY\"}",
            "amount must have at most 0 decimals in JPY"),
        bad("{" + ok + ",\"amount\":1000000000000}", "amount must be at most 999999999999"),
        bad("{" + ok + ",\"amount\":1e-400}", "amount must have at most 2 decimals in USD"),
        bad("{" + ok + ",\"amount\":1e-999999999}", "amount must have at most 2 decimals in USD"),
        bad("{" + ok + ",\"amount\":1e400}", "amount must be at most 999999999999"),
        bad(
            "{" + ok + ",\"amount\":" + "9".repeat(10_000) + "}",
            "amount must have at most 40 characters"),
        bad(
            "{" + ok + ",\"amount\":1,\"currency\":null}",
            "currency must be an ISO 4217 code in use, for example USD"),
        bad(
            "{" + ok + ",\"amount\":1,\"currency\":\"usd\"}",
            "currency must be an ISO 4217 code in use, for example USD"),
        bad(
            "{\"transactionId\":1,\"userId\":{},\"amount\":1}",
            "transactionId must be text",
            "userId must be text"),
        bad(
            "{\"transactionId\":\"" + "x".repeat(129) + "\",\"userId\":\"u\",\"amount\":1}",
            "transactionId must have at most 128 characters"),
        bad(
            "{\"transactionId\":\"lambda-test/x\",\"userId\":\"u\",\"amount\":1}",
            "transactionId must not begin with lambda-test/"),
        bad(
            "{\"transactionId\":\"\\ud800\",\"userId\":\"u\",\"amount\":1}",
            "transactionId must not have control characters"));
  }

  private static Arguments bad(String body, String... errors) {
    return Arguments.of(body, List.of(errors));
  }

  @Test
  void post_shouldNotListEndlessly_whenManyFieldsAreUnknown() {
    StringBuilder body =
        new StringBuilder("{\"transactionId\":\"t\",\"userId\":\"u\",\"amount\":1");
    for (int i = 0; i < 50; i++) {
      body.append(",\"x").append(i).append("\":1");
    }

    assertThat(call(handler, post(body + "}")).errors())
        .hasSize(11)
        .contains("40 more fields are not known");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/json;charset=iso-8859-1, 415",
    "application/jsonp, 415",
    "'', 415",
    "application/json, 200",
    "Application/JSON; charset=UTF-8, 200",
    "application/json; charset=\"utf-8\"; profile=x, 200"
  })
  void post_shouldTakeOnlyJson(String type, int status) {
    Answer answer = call(handler, http("POST", "/payment", Map.of("content-type", type), BODY));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void post_shouldRefuse_whenBodyIsOver16KiB() {
    String padded = BODY + " ".repeat(16 * 1024 - BODY.length());

    assertThat(call(handler, post(padded)).status()).isEqualTo(200);
    assertProblem(call(handler, post(padded + " ")), 413, "too-large");
  }

  @Test
  void post_shouldCountBytes_whenBodyIsNotAscii() {
    String body = "\"" + "\u00e9".repeat(8192) + "\"";

    assertThat(call(handler, post(body)).status()).isEqualTo(413);
  }

  @Test
  void post_shouldTakePayment_whenBodyIsBase64() {
    byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
    JsonObject event =
        post(Base64.getEncoder().encodeToString(bytes)).with("isBase64Encoded", true);

    assertThat(call(handler, event).body()).isEqualTo(ANSWER);
  }

  @Test
  void post_shouldRefuse_whenBase64OrItsContentIsBroken() {
    JsonObject broken = post("%%%").with("isBase64Encoded", true);
    JsonObject latin1 =
        post(Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xe9, '"'}))
            .with("isBase64Encoded", true);

    assertThat(call(handler, broken).errors()).containsExactly("The body can not be decoded");
    assertThat(call(handler, latin1).errors()).containsExactly("The body is not UTF-8");
  }

  @Test
  void post_shouldSayTooLarge_whenBase64IsLongerThanTheLimit_decodableOrNot() {
    String fits = Base64.getEncoder().encodeToString(new byte[16 * 1024]);
    String long16 = Base64.getEncoder().encodeToString(new byte[16 * 1024 + 1]);

    assertThat(call(handler, base64(fits)).status()).isEqualTo(400);
    assertProblem(call(handler, base64(long16)), 413, "too-large");
    assertProblem(call(handler, base64("%".repeat(22_000))), 413, "too-large");
  }

  @Test
  void post_shouldRefuse_whenBodyIsNestedTooDeep() {
    String deepest = "[".repeat(64) + "]".repeat(64);

    assertThat(call(handler, post(deepest)).errors())
        .containsExactly("The body must be a JSON object");
    assertThat(call(handler, post("[" + deepest + "]")).errors())
        .containsExactly("The body is not JSON: it is nested deeper than 64 levels");
  }

  @Test
  void post_shouldRefuse_whenTextHasHalfOfASurrogatePair() {
    // Escaped in the event, so that it is in the body itself, where no UTF-8 could put it.
    String event = post(BODY.replace("user-1", "HALF")).toString().replace("HALF", "\\ud800");

    assertThat(call(handler, event).errors())
        .containsExactly("userId must not have control characters");
  }

  @Test
  void request_shouldBeAnswered_whenEventHasFormat2() {
    assertThat(call(handler, version2("POST", "/payment", BODY)).body()).isEqualTo(ANSWER);
    assertThat(call(handler, version2("GET", "/payment/t-1", null)).json())
        .containsEntry("status", "completed");
    assertThat(call(handler, version2("GET", "/health", null)).status()).isEqualTo(200);
    assertThat(call(handler, version2("PUT", "/payment", BODY)).status()).isEqualTo(405);
    assertThat(call(handler, version2(null, null, null)).status()).isEqualTo(404);
  }

  private static JsonObject version2(String method, String path, String body) {
    return new JsonObject()
        .with("version", "2.0")
        .with("rawPath", path)
        .with("headers", Map.of("content-type", "application/json"))
        .with("requestContext", Map.of("http", new JsonObject().with("method", method)))
        .with("body", body)
        .with("isBase64Encoded", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"headers\":null",
        "\"headers\":{\"Content-Type\":null}",
        "\"headers\":7",
        "\"multiValueHeaders\":{\"content-type\":[null]}",
        "\"multiValueHeaders\":{\"content-type\":null,\"Idempotency-Key\":7}",
        "\"multiValueHeaders\":{\"CONTENT-TYPE\":\"application/json\"}",
        "\"multiValueHeaders\":[],\"headers\":{\"content-TYPE\":\"application/json\"}",
        "\"isBase64Encoded\":\"true\"",
        "\"isBase64Encoded\":null",
        "\"pathParameters\":\"x\",\"requestContext\":[]"
      })
  void post_shouldTakePayment_whenFieldsAreOfAnotherType(String fields) {
    String body = new JsonObject().with("body", BODY).toString();
    String event =
        "{\"httpMethod\":\"POST\",\"path\":\"/payment\"," + fields + "," + body.substring(1);

    assertThat(call(handler, event).body()).isEqualTo(ANSWER);
  }

  private static JsonObject base64(String body) {
    return post(body).with("isBase64Encoded", true);
  }

  @ParameterizedTest
  @CsvSource({
    "post, /payment, 405, POST",
    "GET, /payment, 405, POST",
    "PUT, /payment, 405, POST",
    "POST, /health, 405, GET",
    "DELETE, /payment/t-1, 405, GET",
    "GET, /, 404,",
    "GET, /payments, 404,",
    "POST, /payment/a/b, 404,",
    "POST, /payment/, 404,",
    "GET, /payment/, 404,",
    "HEAD, /payment, 405, POST",
    "HEAD, /health, 405, GET",
    "'', '', 404,"
  })
  void anything_shouldBeRefused_whenPathOrMethodIsOther(
      String method, String path, int status, String allow) {
    Answer answer = call(handler, http(method, path, Map.of(), BODY));

    assertProblem(answer, status, status == 404 ? "not-found" : "method-not-allowed");
    assertThat(answer.headers().get("Allow")).isEqualTo(allow);
  }

  @Test
  void anything_shouldBeAnswered_whenEventLacksFields() {
    assertThat(call(handler, "{\"httpMethod\":null}").status()).isEqualTo(404);
    assertThat(call(handler, "{\"httpMethod\":\"POST\",\"path\":\"/payment\"}").errors())
        .containsExactly("The body is not JSON: it is empty");
    assertThat(
            call(
                    handler,
                    "{\"httpMethod\":\"POST\",\"path\":\"/payment\",\"headers\":null,"
                        + "\"multiValueHeaders\":null,\"body\":{}}")
                .errors())
        .containsExactly("The body can not be decoded");
  }

  @Test
  void post_shouldRefuse_whenTheKeyComesAgainWithAnotherTransactionId() {
    call(handler, keyed("k", BODY));

    assertThat(call(handler, keyed("k", BODY)).headers()).containsKey("Idempotent-Replayed");
    assertProblem(call(handler, keyed("k", BODY.replace("t-1", "t-2"))), 422, "key-reused");
    assertThat(stores.completions).containsOnly(Map.entry("k", 1));
  }

  @Test
  void get_shouldTellTheState() {
    killAfterClaim(post(BODY));
    assertThat(call(handler, state("t-1")).body())
        .isEqualTo(
            "{\"transactionId\":\"t-1\",\"amount\":10.50,\"currency\":\"EUR\","
                + "\"status\":\"processing\"}");

    clock.advance(Duration.ofSeconds(60));
    call(handler, post(BODY));
    assertThat(call(handler, state("t-1")).json()).containsEntry("status", "completed");
  }

  @ParameterizedTest
  @CsvSource({"a/b, a%2Fb", "50%, 50%25", "a+b, a+b", "\u00fc, %C3%BC", "a%2Fb, a%252Fb"})
  void get_shouldUndoPercentEncodingOnce(String id, String encoded) {
    call(handler, post(BODY.replace("t-1", id)));

    assertThat(call(handler, state(encoded)).json()).containsEntry("transactionId", id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "%", "%zz", "%ff", "lambda-test%2Fx", "%00", "%20"})
  void get_shouldSayNotFound(String encoded) {
    assertProblem(call(handler, state(encoded)), 404, "not-found");
  }

  @Test
  void get_shouldSaySendAgain_whenTableIsDown() {
    stores.faults(DOWN);

    Answer answer = call(handler, state("t-1"));

    assertProblem(answer, 503, "unavailable");
    assertThat(answer.headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void health_shouldTellColorAndVersion() {
    Answer answer = call(handler, http("GET", "/health", Map.of(), null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"color\":\"blue\",\"version\":\"7\",\"status\":\"healthy\"}");
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(stores.calls).containsExactly("ping");
  }

  @Test
  void health_shouldFail_whenTableIsDown() {
    stores.faults(DOWN);

    Answer answer = call(handler, http("GET", "/health", Map.of(), null));

    assertProblem(answer, 503, "unavailable");
    assertThat(answer.json()).containsEntry("color", "blue").containsEntry("version", "7");
  }

  @Test
  void health_shouldFail_whenTableIsSlow() {
    stores.interruptNextCall(() -> clock.advance(Duration.ofMillis(1501)));

    assertThat(call(handler, http("GET", "/health", Map.of(), null)).status()).isEqualTo(503);
  }

  @Test
  void direct_shouldTakePayment_whenActionIsPaymentOrAbsent() {
    String payment = BODY.substring(1);

    Answer answer = call(handler, "{\"action\":\"payment\"," + payment);
    assertThat(answer).isEqualTo(new Answer(200, Map.of(), ANSWER));
    assertThat(call(handler, "{" + payment)).isEqualTo(answer);
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @Test
  void direct_shouldGenerateIdFromRequestAndUserAnonymous_whenAbsent() {
    Answer answer = call(handler, "{\"action\":\"payment\",\"amount\":5}");

    assertThat(answer.json()).containsEntry("transactionId", "txn-request-1");
    assertThat(stores.table.get("txn-request-1").userId()).isEqualTo("anonymous");
    assertThat(call(handler, "{\"action\":\"payment\",\"amount\":5}")).isEqualTo(answer);
    assertThat(stores.completions).containsEntry("txn-request-1", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"payment\"} | amount is missing",
        "{\"amount\":-5} | amount must be more than 0",
        "{\"amount\":1e400} | amount must be at most 999999999999",
        "{\"amount\":5,\"curency\":\"EUR\"} | \"curency\" is not a known field",
        "{\"action\":7} | action must be text",
        "{\"amount\":5,\"userId\":null} | userId must be text",
        "{\"amount\":5,\"transactionId\":null} | transactionId must be text",
        "[] | The event must be a JSON object",
        "null | The event must be a JSON object",
        "{ | The event is not JSON: it is not valid JSON at line 1, column 2",
      })
  void direct_shouldRefuse(String event, String error) {
    Answer answer = call(handler, event);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errors()).containsExactly(error);
    assertThat(answer.json()).containsEntry("error", error).containsEntry("environment", "dev");
    assertThat(stores.calls).isEmpty();
  }

  @Test
  void direct_shouldSayConflictMismatchAndUnavailable() {
    String event = BODY;
    killAfterClaim(event);

    assertThat(call(handler, event).status()).isEqualTo(409);
    assertThat(call(handler, event.replace("10.5", "10")).status()).isEqualTo(422);
    stores.faults(DOWN);
    assertThat(call(handler, event.replace("t-1", "t-2")).status()).isEqualTo(503);
  }

  @Test
  void direct_shouldOnlyValidate_whenActionIsAnythingElse() {
    assertThat(call(handler, "{\"action\":\"validate\"}"))
        .isEqualTo(
            new Answer(
                200,
                Map.of(),
                "{\"message\":\"Payment processed in dev environment\",\"valid\":true}"));
    Answer invalid = call(handler, "{\"action\":\"x\",\"amount\":-1,\"userId\":\"\"}");
    assertThat(invalid.json()).containsEntry("valid", false);
    assertThat(invalid.errors())
        .containsExactlyInAnyOrder("amount must be more than 0", "userId must not be empty");
    assertThat(stores.calls).isEmpty();
  }

  @Test
  void direct_shouldTestTable() {
    assertThat(call(handler, "{\"action\":\"test-dynamodb-access\",\"sessionId\":\"s\"}").body())
        .isEqualTo(
            "{\"message\":\"DynamoDB access successful\",\"sessionId\":\"lambda-test/s\","
                + "\"itemFound\":true,\"environment\":\"dev\"}");
    assertThat(call(handler, "{\"action\":\"test-dynamodb-access\"}").json())
        .containsEntry("sessionId", "lambda-test/test-1767323045678");
    assertThat(probe.called)
        .containsExactly("table lambda-test/s", "table lambda-test/test-1767323045678");
  }

  @Test
  void direct_shouldTestBucket() {
    assertThat(call(handler, "{\"action\":\"test-s3-access\",\"key\":\"lambda-test/k\"}").body())
        .isEqualTo(
            "{\"message\":\"S3 access successful\",\"key\":\"lambda-test/k\","
                + "\"contentRetrieved\":true,\"environment\":\"dev\"}");
    assertThat(call(handler, "{\"action\":\"test-s3-access\",\"key\":\"\"}").errors())
        .containsExactly("key must not be empty");
    assertThat(call(handler, "{\"action\":\"test-s3-access\",\"key\":3}").errors())
        .containsExactly("key must be text");
    assertThat(probe.called).containsExactly("bucket lambda-test/k");
  }

  @Test
  void direct_shouldTestSecret() {
    assertThat(call(handler, "{\"action\":\"test-secrets-access\"}").body())
        .isEqualTo(
            "{\"message\":\"Secrets Manager client initialized\",\"secretRetrieved\":true,"
                + "\"dbEndpoint\":\"db.example.com\",\"environment\":\"dev\"}");
    assertThat(probe.called).containsExactly("secret");
  }

  @Test
  void direct_shouldSayUnavailable_whenAccessTestFails() {
    probe.failure = MemoryStores.unavailable("secret");

    Answer answer = call(handler, "{\"action\":\"test-secrets-access\"}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json()).containsKey("error").containsEntry("environment", "dev");
  }

  @Test
  void anything_shouldBeAnsweredWithoutInsides_whenSomethingUnexpectedHappens() {
    probe.failure = new IllegalStateException("secret of arn:aws:x");

    Answer direct = call(handler, "{\"action\":\"test-secrets-access\"}");
    stores.faults(BROKEN);
    Answer http = call(handler, state("t-1"));

    assertThat(direct.status()).isEqualTo(500);
    assertThat(http.status()).isEqualTo(500);
    assertThat(direct.body() + http.body()).doesNotContain("Exception", "arn:", "payments.");
    assertThat(calls.logged()).contains("IllegalStateException").doesNotContain("arn:aws:x");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void payment_shouldBeSendableAgain_whenSomethingUnexpectedHappensAfterTheClaim(int step) {
    List<MemoryStores.Fault> faults =
        List.of(List.of(BROKEN), List.of(NONE, BROKEN), List.of(NONE, NONE, BROKEN)).get(step);
    stores.faults(faults);
    Answer http = call(handler, post(BODY));
    stores.faults(faults);
    Answer direct = call(handler, BODY);

    assertProblem(http, 503, "unavailable");
    assertThat(http.headers()).containsEntry("Retry-After", "1");
    assertThat(direct.status()).isEqualTo(503);
    assertThat(http.body() + direct.body()).doesNotContain("Exception", "arn:", "payments.");
    assertThat(calls.logged().lines())
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("\"outcome\":\"unavailable\"", "java.lang.IllegalStateException")
                    .doesNotContain("arn:aws:x", "user-1"));
    assertThat(call(handler, post(BODY)).body()).isEqualTo(ANSWER);
  }

  @Test
  void log_shouldHaveOneLinePerCallWithoutPayload() {
    call(handler, post(BODY));
    call(handler, post(BODY));
    call(handler, http("GET", "/health", Map.of(), null));

    List<Map<String, Object>> lines = calls.logged().lines().map(Calls::object).toList();
    assertThat(lines).hasSize(3);
    Map<String, Object> first = new HashMap<>(lines.get(0));
    assertThat(first.remove("_aws")).isNotNull();
    assertThat(first)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("level", "INFO"),
                Map.entry("time", "2026-01-02T03:04:05.678Z"),
                Map.entry("environment", "dev"),
                Map.entry("color", "blue"),
                Map.entry("requestId", "request-1"),
                Map.entry("call", "payment"),
                Map.entry("outcome", "completed"),
                Map.entry("status", new JsonNumber("200")),
                Map.entry("transactionId", "t-1"),
                Map.entry("coldStart", true),
                Map.entry("calls", new JsonNumber("1")),
                Map.entry("durationMs", new JsonNumber("0"))));
    assertThat(lines.get(1)).containsEntry("outcome", "replayed").containsEntry("coldStart", false);
    assertThat(lines.get(2)).containsEntry("call", "health").containsEntry("outcome", "ok");
    assertThat(calls.logged()).doesNotContain("user-1", "10.5", "EUR");
  }

  @Test
  void log_shouldCountEveryOutcomeOfAPayment_overHttpAndDirect() {
    call(handler, post(BODY));
    call(handler, BODY);
    call(handler, post(BODY.replace("10.5", "10.51")));
    call(handler, post(BODY.replace("10.5", "-1")));
    stores.faults(DOWN);
    call(handler, BODY.replace("t-1", "t-2"));
    killAfterClaim(post(BODY.replace("t-1", "t-3")));
    call(handler, BODY.replace("t-1", "t-3"));
    clock.advance(Duration.ofSeconds(60));
    call(handler, post(BODY.replace("t-1", "t-3")));

    List<Map<String, Object>> lines = calls.logged().lines().map(Calls::object).toList();
    assertThat(lines).allSatisfy(line -> assertThat(line).containsEntry("call", "payment"));
    assertThat(lines.stream().map(line -> line.get("outcome") + " " + line.get("transactionId")))
        .containsExactly(
            "completed t-1",
            "replayed t-1",
            "mismatch t-1",
            "refused t-1",
            "unavailable t-2",
            "inProgress t-3",
            "takenOver t-3");
    assertThat(lines.stream().map(line -> line.get("level")))
        .containsExactly("INFO", "INFO", "INFO", "INFO", "ERROR", "INFO", "INFO");
  }

  @Test
  void log_shouldSayUnavailable_whenStateOrHealthIsNotToBeHad() {
    stores.faults(DOWN, DOWN);
    call(handler, state("t-1"));
    call(handler, http("GET", "/health", Map.of(), null));

    assertThat(calls.logged().lines().map(Calls::object).map(line -> line.get("outcome")))
        .containsExactly("unavailable", "unavailable");
  }

  @Test
  void log_shouldNameThePayment_whenItsKeyCouldBeReadThoughItWasRefused() {
    call(handler, keyed("key-1", "{"));
    call(handler, keyed("key-2", " ".repeat(20_000)));
    call(
        handler, http("POST", "/payment", Map.of("content-type", "x", "idempotency-key", "k"), ""));
    call(handler, post("{\"transactionId\":\"t-1\"}"));
    call(handler, "{\"transactionId\":\"t-2\",\"amount\":0}");
    call(handler, "{\"amount\":0}");
    call(handler, "{\"action\":\"validate\",\"transactionId\":\"t-3\"}");
    call(handler, post("{\"transactionId\":\"\"}"));
    call(handler, post("{\"transactionId\":7}"));
    call(handler, keyed("a\u0000", BODY));

    assertThat(calls.logged().lines().map(Calls::object).map(line -> line.get("transactionId")))
        .containsExactly(
            "key-1", "key-2", "k", "t-1", "t-2", "txn-request-1", "t-3", null, null, null);
  }

  @Test
  void log_shouldNeverHoldPayloadOrSecret_whateverFails() {
    String payload = BODY.replace("10.5", "31337.77").replace("user-1", "jane@example.com");
    List<Object> events =
        List.of(
            post(payload),
            payload,
            post(payload.replace("31337.77", "31337.777")),
            payload.replace("31337.77", "\"31337.77x\""),
            post(payload.replace("31337.77", "-31337.77")),
            post(payload.substring(1)),
            post(payload.replace("currency", "jane@example.com")),
            payload.replace("currency", "jane@example.com"),
            "{\"action\":\"jane@example.com\",\"amount\":31337.77}");
    for (MemoryStores.Fault fault : List.of(NONE, DOWN, BROKEN)) {
      for (int step = 0; step < 3; step++) {
        for (Object event : events) {
          List<MemoryStores.Fault> faults = new ArrayList<>(Collections.nCopies(step, NONE));
          faults.add(fault);
          stores.table.clear();
          stores.faults(faults);
          call(handler, event);
        }
      }
    }
    probe.failure = new IllegalStateException("password=31337.77");
    call(handler, "{\"action\":\"test-secrets-access\"}");

    assertThat(calls.logged()).contains("completed", "refused", "unavailable", "failed");
    assertThat(calls.logged()).doesNotContain("31337", "jane", "EUR", "password", "arn:aws");
  }

  private void killAfterClaim(Object event) {
    stores.faults(NONE, KILLED_BEFORE);
    assertThatThrownBy(() -> call(handler, event)).isInstanceOf(MemoryStores.Killed.class);
  }

  private static JsonObject keyed(String key, String body) {
    return http(
        "POST",
        "/payment",
        Map.of("Content-Type", "application/json", "idempotency-key", key),
        body);
  }

  private static JsonObject state(String encoded) {
    return http("GET", "/payment/" + encoded, Map.of(), null)
        .with("pathParameters", Map.of("transactionId", encoded));
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Cache-Control", "no-store");
    assertThat(answer.json())
        .containsEntry("type", "urn:payments:problem:" + type)
        .containsEntry("status", new JsonNumber(Integer.toString(status)))
        .containsKeys("title", "detail");
  }

  private static final class FakeProbe implements AccessProbe {
    private final List<String> called = new ArrayList<>();
    private RuntimeException failure;

    @Override
    public boolean table(String sessionId) {
      return called("table " + sessionId);
    }

    @Override
    public boolean bucket(String key) {
      return called("bucket " + key);
    }

    @Override
    public boolean secret() {
      return called("secret");
    }

    private boolean called(String what) {
      if (failure != null) {
        throw failure;
      }
      return called.add(what);
    }
  }
}
