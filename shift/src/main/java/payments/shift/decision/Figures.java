package payments.shift.decision;

import java.util.OptionalDouble;
import payments.shift.values.Problems;

/**
 * What one color did in a window of time.
 *
 * @param requests what its API answered, without Route 53's own health checks, which say nothing of
 *     payments: {@code Count} of <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">API
 *     Gateway</a>
 * @param direct how many of them came over the color's own name, not by weight: probes
 * @param serverErrors of the requests, those answered 5xx: {@code 5XXError}
 * @param clientErrors of the requests, those answered 4xx: {@code 4XXError}
 * @param latencies {@code Latency} of the payments among them
 * @param invocations {@code Invocations} of the color's payment function, from <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda</a>,
 *     which does not tell what was called: Route 53's {@code GET /health} are among them, and so
 *     among the errors and throttles. The ledger's are not: both colors' ledgers read all payments,
 *     whatever the weights
 * @param functionErrors of the invocations, those that failed: {@code Errors}
 * @param throttles calls that were refused, and are no invocations: {@code Throttles}
 * @param ledgerLagMillis how old what the ledger reads is, in milliseconds: {@code IteratorAge};
 *     empty if it read nothing
 */
public record Figures(
    long requests,
    long direct,
    long serverErrors,
    long clientErrors,
    Latencies latencies,
    long invocations,
    long functionErrors,
    long throttles,
    OptionalDouble ledgerLagMillis) {

  /** Of a window in which nothing happened. */
  public static final Figures NONE =
      new Figures(0, 0, 0, 0, Latencies.NONE, 0, 0, 0, OptionalDouble.empty());

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public Figures {
    var problems = new Problems();
    problems.unless(requests >= 0, "requests", requests, "0 or more");
    problems.unless(direct >= 0, "direct", direct, "0 or more");
    problems.unless(serverErrors >= 0, "serverErrors", serverErrors, "0 or more");
    problems.unless(clientErrors >= 0, "clientErrors", clientErrors, "0 or more");
    problems.unless(invocations >= 0, "invocations", invocations, "0 or more");
    problems.unless(functionErrors >= 0, "functionErrors", functionErrors, "0 or more");
    problems.unless(throttles >= 0, "throttles", throttles, "0 or more");
    problems.throwIfAny();
  }

  /** The 99th percentile of the payments' latency, in milliseconds; empty if there is none. */
  public OptionalDouble p99Millis() {
    return latencies.p99Millis();
  }

  /**
   * The requests that came by weight. Counts of two sources may disagree a little: never below 0.
   */
  public long byWeight() {
    return Math.max(0, requests - direct);
  }
}
