package payments.control;

/** The payment's time was over before its next step. The message is for the log. */
final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfTimeException() {
    super("the stores took too long, and no time is left for the next step");
  }
}
