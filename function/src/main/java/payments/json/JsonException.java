package payments.json;

/** Text that is not JSON, or JSON outside the limits. The message is safe to show to a caller. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
