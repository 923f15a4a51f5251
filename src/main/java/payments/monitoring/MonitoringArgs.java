package payments.monitoring;

import com.pulumi.core.Output;
import payments.naming.Labels;
import payments.policy.Scope;

/**
 * What {@link Monitoring} needs.
 *
 * @param labels names and tags
 * @param scope the account and Region
 * @param keyArn the color's key
 * @param alertEmail who is told of alarms; AWS asks that address to confirm
 * @param watched what is watched
 */
public record MonitoringArgs(
    Labels labels, Scope scope, Output<String> keyArn, String alertEmail, Watched watched) {

  /**
   * What is watched, by the dimensions of its metrics.
   *
   * @param cluster the Aurora cluster
   * @param paymentFunction the payment function
   * @param ledgerFunction the ledger function
   * @param failureQueue the queue of what the ledger could not write
   * @param api the API
   * @param stage its stage
   * @param accessLog the log group of its calls, whose lines have {@code status} and {@code
   *     environment}
   */
  public record Watched(
      Output<String> cluster,
      Output<String> paymentFunction,
      Output<String> ledgerFunction,
      Output<String> failureQueue,
      Output<String> api,
      Output<String> stage,
      Output<String> accessLog) {}
}
