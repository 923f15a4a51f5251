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
 * @param p99Millis the 99th percentile of {@code Latency}, in milliseconds; empty if there is none
 * @param functionErrors {@code Errors} of the color's functions, from <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda</a>
 * @param throttles {@code Throttles} of the color's functions
 * @param ledgerLagMillis how old what the ledger reads is, in milliseconds: {@code IteratorAge};
 *     empty if it read nothing
 */
public record Figures(
    long requests,
    long direct,
    long serverErrors,
    OptionalDouble p99Millis,
    long functionErrors,
    long throttles,
    OptionalDouble ledgerLagMillis) {

  /** Of a window in which nothing happened. */
  public static final Figures NONE =
      new Figures(0, 0, 0, OptionalDouble.empty(), 0, 0, OptionalDouble.empty());

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
    problems.unless(functionErrors >= 0, "functionErrors", functionErrors, "0 or more");
    problems.unless(throttles >= 0, "throttles", throttles, "0 or more");
    problems.throwIfAny();
  }

  /**
   * The requests that came by weight. Counts of two sources may disagree a little: never below 0.
   */
  public long byWeight() {
    return Math.max(0, requests - direct);
  }
}
