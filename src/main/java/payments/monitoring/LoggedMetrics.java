package payments.monitoring;

import java.util.Map;

/**
 * The metrics that CloudWatch makes of log lines: those that the two functions write (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>), and the calls that the API turned away, counted in its access log.
 *
 * <p>A name that differs from the written one finds no data and raises no error. {@code
 * function/src/test/resources/metrics.txt} lists what the functions write; a test on each side
 * holds to it.
 *
 * @param environment the stack's suffix, which the functions get as {@code ENVIRONMENT} and the API
 *     as its stage's name
 */
record LoggedMetrics(String environment) {
  static final String NAMESPACE = "Payments";
  static final String ENVIRONMENT = "environment";
  static final String THROTTLED = "throttled";

  private static final String CALL = "call";
  private static final String PAYMENT = "payment";

  /** Payments with this outcome. */
  Metric payments(Outcome outcome) {
    return new Metric(
        NAMESPACE,
        "calls",
        Map.of(ENVIRONMENT, environment, CALL, PAYMENT, "outcome", outcome.logged()));
  }

  /** How long the function took for a payment, whatever its outcome, in ms. */
  Metric paymentDuration() {
    return call(PAYMENT, "durationMs");
  }

  /** How old the payments are that reach the ledger, in ms. */
  Metric ledgerLag() {
    return call("ledger", "ledgerLagMs");
  }

  /** Payments that were given to the ledger. */
  Metric ledgerEntries() {
    return call("ledger", "ledgerEntries");
  }

  /** Records that the ledger did not take, and that went to the failure queue. */
  Metric ledgerRejected() {
    return call("ledger", "ledgerRejected");
  }

  /** Calls that the API answered with 429, which API Gateway has no metric for. */
  Metric throttled() {
    return new Metric(NAMESPACE, THROTTLED, Map.of(ENVIRONMENT, environment));
  }

  private Metric call(String call, String name) {
    return new Metric(NAMESPACE, name, Map.of(ENVIRONMENT, environment, CALL, call));
  }
}
