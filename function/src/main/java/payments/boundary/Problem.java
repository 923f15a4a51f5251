package payments.boundary;

import java.util.List;
import payments.json.JsonObject;

/**
 * What went wrong, for the caller, by RFC 9457. It names neither classes nor resources.
 *
 * @param type the last part of the problem's type, a URN
 * @param title the same for every problem of the type
 * @param status the HTTP status
 * @param detail about this one
 * @param errors everything that is wrong with the request; empty for other problems
 */
record Problem(String type, String title, int status, String detail, List<String> errors) {

  static Problem invalid(List<String> errors) {
    return new Problem(
        "invalid-request",
        "The request is not valid",
        400,
        errors.size() == 1 ? errors.get(0) : errors.size() + " problems, listed in errors",
        errors);
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

  static Problem mismatch() {
    return of(
        "key-reused",
        "The key belongs to another payment",
        422,
        "Another payment has this key, with another amount, currency, user or transactionId; use a new key");
  }

  static Problem inProgress(long seconds) {
    return of(
        "in-progress",
        "The payment is being processed",
        409,
        "Send the same request again in " + seconds + " s");
  }

  static Problem unavailable(long seconds) {
    return of(
        "unavailable",
        "The service is not available",
        503,
        "Send the same request again, with the same key, in "
            + seconds
            + " s; the payment is taken once");
  }

  static Problem unavailableNow() {
    return of("unavailable", "The service is not available", 503, "Try again in a moment");
  }

  static Problem internal() {
    return of(
        "internal-error",
        "Something went wrong here",
        500,
        "The request may be sent again with the same key");
  }

  private static Problem of(String type, String title, int status, String detail) {
    return new Problem(type, title, status, detail, List.of());
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
