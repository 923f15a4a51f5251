package payments.boundary;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.control.Outcome;
import payments.control.PaymentTaker;
import payments.entity.Identifier;
import payments.entity.Payment;
import payments.json.JsonObject;
import payments.log.CallNotes;
import payments.store.AccessProbe;
import payments.store.PaymentSettings;
import payments.store.StoreUnavailableException;

/**
 * Direct invocation: {@code {"action": ...}} with {@code payment} (also without any action), {@code
 * test-dynamodb-access}, {@code test-s3-access}, {@code test-secrets-access}; any other action only
 * validates the payment's fields that are there. The answers have the fields that the first
 * system's had.
 *
 * <p>A payment without user is {@code anonymous}'s, one without id gets {@code txn-<request id>}:
 * Lambda's own retries of an asynchronous invocation keep the request id, so they find the payment
 * again. Whoever retries by himself has to send the id.
 *
 * <p>Payments are to be invoked synchronously: an answer of 409 or 503 is a success to Lambda,
 * which would drop an asynchronous payment with it and retry only a function that died.
 */
public final class DirectBoundary {
  private static final String ACTION = "action";

  private final PaymentTaker taker;
  private final AccessProbe probe;
  private final PaymentSettings settings;
  private final Clock clock;

  /** Answers with these collaborators. */
  public DirectBoundary(
      PaymentTaker taker, AccessProbe probe, PaymentSettings settings, Clock clock) {
    this.taker = taker;
    this.probe = probe;
    this.settings = settings;
    this.clock = clock;
  }

  /** The answer to an event that is no JSON object at all. */
  public DirectAnswer refuse(String why) {
    return problem(Problem.invalid(List.of(why)));
  }

  /** The answer when something unexpected happened here. */
  public DirectAnswer failed() {
    return problem(Problem.internal());
  }

  /**
   * Answers the event.
   *
   * @param requestId Lambda's
   * @param deadline when the function is stopped at the latest
   * @param call takes notes for the log
   */
  public DirectAnswer answer(
      Map<String, ?> event, String requestId, Instant deadline, CallNotes call) {
    Object action = event.containsKey(ACTION) ? event.get(ACTION) : "payment";
    if (!(action instanceof String name)) {
      return refuse("action must be text");
    }
    try {
      return switch (name) {
        case "payment" -> pay(event, requestId, deadline, call);
        case "test-dynamodb-access" -> testTable(event, call);
        case "test-s3-access" -> testBucket(event, call);
        case "test-secrets-access" -> testSecret(call);
        default -> validate(event, call);
      };
    } catch (BadRequestException e) {
      return problem(Problem.invalid(e.errors()));
    } catch (StoreUnavailableException e) {
      call.outcome("unavailable");
      call.failed(e);
      return problem(Problem.unavailableNow());
    }
  }

  private DirectAnswer pay(Map<String, ?> event, String requestId, Instant deadline, CallNotes call)
      throws BadRequestException {
    call.what("payment");
    // What the event says wins, even a null, which is refused.
    Map<String, Object> fields = new HashMap<>();
    fields.put("transactionId", "txn-" + requestId);
    fields.put("userId", "anonymous");
    fields.putAll(event);
    PaymentReader.note(fields.get("transactionId"), call);
    Payment payment = new PaymentReader(fields).refuseUnknown(Set.of(ACTION)).payment(null);
    Outcome outcome = taker.take(payment, deadline);
    call.outcome(outcome.name());
    if (outcome instanceof Outcome.Completed completed) {
      return new DirectAnswer(200, completed.answer());
    }
    if (outcome instanceof Outcome.Unavailable down) {
      call.failed(down.cause());
    }
    return problem(Problem.of(outcome));
  }

  private DirectAnswer validate(Map<String, ?> event, CallNotes call) {
    call.what("validate");
    PaymentReader.note(event.get("transactionId"), call);
    List<String> errors = new PaymentReader(event).problems();
    JsonObject body =
        new JsonObject()
            .with("message", "Payment processed in " + settings.environment() + " environment")
            .with("valid", errors.isEmpty())
            .with("errors", errors.isEmpty() ? null : errors);
    return new DirectAnswer(200, body.toString());
  }

  private DirectAnswer testTable(Map<String, ?> event, CallNotes call) throws BadRequestException {
    call.what("testTable");
    String sessionId = testName(event, "sessionId", "test-" + now());
    return ok(
        new JsonObject()
            .with("message", "DynamoDB access successful")
            .with("sessionId", sessionId)
            .with("itemFound", probe.table(sessionId)));
  }

  private DirectAnswer testBucket(Map<String, ?> event, CallNotes call) throws BadRequestException {
    call.what("testBucket");
    String key = testName(event, "key", "lambda-test-" + now() + ".json");
    return ok(
        new JsonObject()
            .with("message", "S3 access successful")
            .with("key", key)
            .with("contentRetrieved", probe.bucket(key)));
  }

  private DirectAnswer testSecret(CallNotes call) {
    call.what("testSecret");
    return ok(
        new JsonObject()
            .with("message", "Secrets Manager client initialized")
            .with("secretRetrieved", probe.secret())
            .with("dbEndpoint", settings.databaseEndpoint()));
  }

  /** The name that is really written: it has the tests' prefix, whatever the caller chose. */
  private static String testName(Map<String, ?> event, String field, String otherwise)
      throws BadRequestException {
    Object name = event.containsKey(field) ? event.get(field) : otherwise;
    if (!(name instanceof String text)) {
      throw new BadRequestException(List.of(field + " must be text"));
    }
    try {
      Identifier.check(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(List.of(field + " " + e.getMessage()));
    }
    return text.startsWith(Identifier.TEST_PREFIX) ? text : Identifier.TEST_PREFIX + text;
  }

  private DirectAnswer ok(JsonObject body) {
    return new DirectAnswer(200, body.with("environment", settings.environment()).toString());
  }

  private DirectAnswer problem(Problem problem) {
    return DirectAnswer.problem(problem, settings.environment());
  }

  private long now() {
    return clock.millis();
  }
}
