package payments.boundary;

import java.util.List;
import payments.control.Outcome;
import payments.json.JsonObject;

/**
 * What went wrong, for the caller, by RFC 9457. It names neither classes nor resources.
 *
 * @param type the last part of the problem's type, a URN
 * @param title the same for every problem of the type
 * @param status the HTTP status
 * @param detail about this one
 * @param errors everything that is wrong with the request; empty for other problems
 * @param retryAfter seconds to wait before the request is sent again; 0 if nothing says how long
 */
record Problem(
    String type, String title, int status, String detail, List<String> errors, long retryAfter) {

  /** Why a payment was not taken. */
  static Problem of(Outcome outcome) {
    if (outcome instanceof Outcome.InProgress running) {
      return inProgress(running.retryAfter());
    }
    if (outcome instanceof Outcome.Unavailable down) {
      return unavailable(down.retryAfter());
    }
    if (outcome instanceof Outcome.Mismatch) {
      return mismatch();
    }
    throw new IllegalArgumentException("no problem: " + outcome.name());
  }

  static Problem invalid(List<String> errors) {
    return new Problem(
        "invalid-request",
        "The request is not valid",
        400,
        errors.size() == 1 ? errors.get(0) : errors.size() + " problems, listed in errors",
        errors,
        0);
  }

  static Problem notFound(String detail) {
    return of("not-found", "There is nothing here", 404, detail);
  }

  static Problem methodNotAllowed(String allowed) {
    return of("method-not-allowed", "The method is not allowed here", 405, "Allowed: " + allowed);
  }

  static Problem tooLarge(int limit) {
    return of(
        "too-large",
        "The request is too large",
        413,
        "The body may have at most " + limit + " bytes");
  }

  static Problem unsupportedType() {
    return of(
        "unsupported-media-type",
        "The content type is not supported",
        415,
        "Send application/json in UTF-8");
  }

  private static Problem mismatch() {
    return of(
        "key-reused",
        "The key belongs to another payment",
        422,
        "Another payment has this key, with another amount, currency, user or transactionId; use a new key");
  }

  private static Problem inProgress(long seconds) {
    return of(
        "in-progress",
        "The payment is being processed",
        409,
        "Send the same request again in " + seconds + " s",
        seconds);
  }

  private static Problem unavailable(long seconds) {
    return of(
        "unavailable",
        "The service is not available",
        503,
        "Send the same request again, with the same key, in "
            + seconds
            + " s; the payment is taken once",
        seconds);
  }

  static Problem unavailableNow() {
    return of("unavailable", "The service is not available", 503, "Try again in a moment", 1);
  }

  static Problem internal() {
    return of(
        "internal-error",
        "Something went wrong here",
        500,
        "The request may be sent again with the same key");
  }

  private static Problem of(String type, String title, int status, String detail) {
    return of(type, title, status, detail, 0);
  }

  private static Problem of(String type, String title, int status, String detail, long retryAfter) {
    return new Problem(type, title, status, detail, List.of(), retryAfter);
  }

  JsonObject json() {
    return new JsonObject()
        .with("type", "urn:payments:problem:" + type)
        .with("title", title)
        .with("status", status)
        .with("detail", detail)
        .with("errors", errors.isEmpty() ? null : errors);
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
