package payments.boundary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.control.Outcome;
import payments.control.PaymentTaker;
import payments.entity.Identifier;
import payments.entity.Payment;
import payments.entity.Session;
import payments.json.Json;
import payments.json.JsonException;
import payments.json.JsonObject;
import payments.log.CallNotes;
import payments.store.PaymentSettings;
import payments.store.SessionStore;
import payments.store.StoreUnavailableException;

/**
 * Payments over HTTP: {@code POST /payment}, {@code GET /payment/{transactionId}}, {@code GET
 * /health}.
 *
 * <p>The header {@code Idempotency-Key} is the payment's transaction id where it is given; a {@code
 * transactionId} in the body must then be valid, and is part of the payload.
 */
public final class HttpBoundary {
  /** The largest body, in bytes. */
  private static final int MAX_BODY = 16 * 1024;

  /** How deep the body's arrays and objects may be nested; a payment's are not at all. */
  private static final int MAX_DEPTH = 64;

  /** How long the table may take before {@code GET /health} calls it down. Route 53 waits 2 s. */
  private static final Duration HEALTHY_WITHIN = Duration.ofMillis(1500);

  private static final String PAYMENT = "/payment";
  private static final String HEALTH = "/health";
  private static final String UNAVAILABLE = "unavailable";

  private final PaymentTaker taker;
  private final SessionStore sessions;
  private final PaymentSettings settings;
  private final Clock clock;

  /** Answers with these collaborators. */
  public HttpBoundary(
      PaymentTaker taker, SessionStore sessions, PaymentSettings settings, Clock clock) {
    this.taker = taker;
    this.sessions = sessions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the event is for this boundary. */
  public static boolean isHttp(Map<String, ?> event) {
    return HttpRequest.isHttp(event);
  }

  /**
   * Answers the request.
   *
   * @param event API Gateway's
   * @param deadline when the function is stopped at the latest
   * @param call takes notes for the log
   */
  public HttpAnswer answer(Map<String, ?> event, Instant deadline, CallNotes call) {
    HttpRequest request = HttpRequest.of(event);
    String path = request.path();
    if (path.equals(PAYMENT)) {
      call.what("payment");
      return request.method().equals("POST") ? pay(request, deadline, call) : notAllowed("POST");
    }
    if (path.equals(HEALTH)) {
      call.what("health");
      return request.method().equals("GET") ? health(call) : notAllowed("GET");
    }
    if (isOnePayment(path)) {
      call.what("state");
      return request.method().equals("GET") ? state(request, call) : notAllowed("GET");
    }
    return HttpAnswer.problem(
        Problem.notFound("Use POST /payment, GET /payment/{transactionId} or GET /health"));
  }

  private static boolean isOnePayment(String path) {
    int id = PAYMENT.length() + 1;
    return path.startsWith(PAYMENT + "/") && path.length() > id && path.indexOf('/', id) < 0;
  }

  /** The answer when something unexpected happened here. */
  public HttpAnswer failed() {
    return HttpAnswer.problem(Problem.internal());
  }

  private HttpAnswer pay(HttpRequest request, Instant deadline, CallNotes call) {
    List<String> keys =
        request.header("Idempotency-Key").stream().map(String::strip).distinct().toList();
    if (keys.size() == 1) {
      PaymentReader.note(keys.get(0), call);
    }
    if (!isJson(request.header("Content-Type"))) {
      return HttpAnswer.problem(Problem.unsupportedType());
    }
    if (request.body().isLongerThan(MAX_BODY)) {
      return HttpAnswer.problem(Problem.tooLarge(MAX_BODY));
    }
    Payment payment;
    try {
      payment = payment(request.body(), keys, call);
    } catch (BadRequestException e) {
      return HttpAnswer.problem(Problem.invalid(e.errors()));
    }
    Outcome outcome = taker.take(payment, deadline);
    call.outcome(outcome.name());
    if (outcome instanceof Outcome.Completed completed) {
      HttpAnswer answer = HttpAnswer.json(200, completed.answer());
      return completed.replayed() ? answer.header("Idempotent-Replayed", true) : answer;
    }
    if (outcome instanceof Outcome.Unavailable down) {
      call.failed(down.cause());
    }
    return HttpAnswer.problem(Problem.of(outcome));
  }

  private static Payment payment(RequestBody body, List<String> keys, CallNotes call)
      throws BadRequestException {
    List<String> errors = new ArrayList<>();
    if (keys.size() > 1) {
      errors.add("Idempotency-Key is there with " + keys.size() + " values");
    }
    Map<String, ?> fields;
    try {
      fields = fields(body.text());
    } catch (BadRequestException e) {
      errors.addAll(e.errors());
      throw new BadRequestException(errors);
    }
    if (keys.isEmpty()) {
      PaymentReader.note(fields.get("transactionId"), call);
    }
    PaymentReader reader = new PaymentReader(fields).refuseUnknown(Set.of());
    errors.forEach(reader::problem);
    return reader.payment(keys.isEmpty() ? null : keys.get(0));
  }

  private static Map<String, ?> fields(String body) throws BadRequestException {
    try {
      if (Json.parse(body, MAX_DEPTH) instanceof Map<?, ?> map) {
        return Json.members(map);
      }
    } catch (JsonException e) {
      throw new BadRequestException(List.of("The body is not JSON: " + e.getMessage()));
    }
    throw new BadRequestException(List.of("The body must be a JSON object"));
  }

  private HttpAnswer state(HttpRequest request, CallNotes call) {
    String encoded =
        request
            .pathParameter("transactionId")
            .orElseGet(() -> request.path().substring(PAYMENT.length() + 1));
    Optional<String> id = decode(encoded).filter(Identifier::isTransactionId);
    if (id.isEmpty()) {
      return HttpAnswer.problem(Problem.notFound("There is no payment with this id"));
    }
    call.transaction(id.get());
    try {
      return sessions
          .find(id.get())
          .map(session -> HttpAnswer.json(200, state(session)))
          .orElseGet(
              () -> HttpAnswer.problem(Problem.notFound("There is no payment with this id")));
    } catch (StoreUnavailableException e) {
      call.outcome(UNAVAILABLE);
      call.failed(e);
      return HttpAnswer.problem(Problem.unavailableNow());
    }
  }

  private static String state(Session session) {
    return new JsonObject()
        .with("transactionId", session.transactionId())
        .with("amount", session.amount())
        .with("currency", session.currency())
        .with("status", session.status().text())
        .toString();
  }

  private HttpAnswer health(CallNotes call) {
    Instant start = clock.instant();
    boolean healthy;
    try {
      sessions.ping(HEALTHY_WITHIN);
      healthy = Duration.between(start, clock.instant()).compareTo(HEALTHY_WITHIN) <= 0;
    } catch (StoreUnavailableException e) {
      call.failed(e);
      healthy = false;
    }
    if (healthy) {
      return HttpAnswer.json(200, about(new JsonObject()).with("status", "healthy").toString());
    }
    call.outcome(UNAVAILABLE);
    Problem problem = Problem.unavailableNow();
    return new HttpAnswer(
        503, HttpAnswer.problem(problem).headers(), about(problem.json()).toString());
  }

  private JsonObject about(JsonObject json) {
    return json.with("color", settings.color()).with("version", settings.version());
  }

  private static HttpAnswer notAllowed(String allowed) {
    return HttpAnswer.problem(Problem.methodNotAllowed(allowed)).header("Allow", allowed);
  }

  /** API Gateway takes a body without content type for JSON, and so does this. */
  private static boolean isJson(List<String> contentTypes) {
    if (contentTypes.isEmpty()) {
      return true;
    }
    String[] parts = contentTypes.get(0).toLowerCase(Locale.ROOT).split(";", -1);
    if (contentTypes.size() > 1 || !parts[0].strip().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("charset=") && !parameter.matches("charset=\"?utf-8\"?")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Undoes percent-encoding, which a REST API leaves as it was sent; a plus sign is a plus sign.
   */
  private static Optional<String> decode(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.write(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    return Utf8.decode(bytes.toByteArray());
  }
}
