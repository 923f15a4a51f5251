package payments.monitoring;

/** What may become of a payment, as the payment function logs it. */
enum Outcome {
  COMPLETED("completed"),
  /** Taken before; the stored answer was given again. */
  REPLAYED("replayed"),
  /** Begun by a call that died or found a store down, and finished by this one. */
  TAKEN_OVER("takenOver"),
  /** 409: another call is taking it right now. */
  IN_PROGRESS("inProgress"),
  /** 422: the same key with another payload. */
  MISMATCH("mismatch"),
  /** 400 and its like: the request is wrong. */
  REFUSED("refused"),
  /** 503: a store is down or slow, or whatever else went wrong after the claim. */
  UNAVAILABLE("unavailable"),
  /** 500: a mistake of the function, before it asked any store. */
  FAILED("failed");

  private final String logged;

  Outcome(String logged) {
    this.logged = logged;
  }

  /** The value of the dimension. */
  String logged() {
    return logged;
  }
}
