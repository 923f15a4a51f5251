package payments.local.load;

/** What a request comes to. */
enum Outcome {
  /** The payment is taken. */
  OK,
  /** It is sent again. */
  RETRIED,
  /** Its customer gives it up. */
  FAILED
}
