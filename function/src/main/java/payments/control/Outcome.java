package payments.control;

/** What became of an attempt to take a payment. */
public sealed interface Outcome {

  /** One word for logs and metrics. */
  String name();

  /**
   * The payment is taken.
   *
   * @param answer what every caller gets, byte for byte
   * @param replayed whether it had been taken before this call
   * @param takenOver whether this call finished what another had begun
   */
  record Completed(String answer, boolean replayed, boolean takenOver) implements Outcome {
    @Override
    public String name() {
      return replayed ? "replayed" : takenOver ? "takenOver" : "completed";
    }
  }

  /**
   * Another call is taking it right now.
   *
   * @param retryAfter seconds until its lease has run out
   */
  record InProgress(long retryAfter) implements Outcome {
    @Override
    public String name() {
      return "inProgress";
    }
  }

  /** The id belongs to a payment with another payload. */
  record Mismatch() implements Outcome {
    @Override
    public String name() {
      return "mismatch";
    }
  }

  /**
   * A store did not answer. The payment may be sent again with the same id.
   *
   * @param retryAfter seconds until that makes sense
   * @param cause for the log
   */
  record Unavailable(long retryAfter, RuntimeException cause) implements Outcome {
    @Override
    public String name() {
      return "unavailable";
    }
  }
}
