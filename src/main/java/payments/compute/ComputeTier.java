package payments.compute;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import java.util.Map;

/**
 * The payment function behind its alias, and the ledger function behind the sessions table's
 * stream. Both run in the private subnets from the same zip.
 */
public final class ComputeTier extends ComponentResource {
  /** The payment function's name. */
  public final Output<String> paymentFunctionName;

  /** The payment function's ARN, without a version. */
  public final Output<String> paymentFunctionArn;

  /** The number of the version that the alias points to. */
  public final Output<String> paymentVersion;

  /** The alias's name. */
  public final Output<String> paymentAliasName;

  /** The alias's ARN. */
  public final Output<String> paymentAliasArn;

  /** The URI by which API Gateway calls the alias. */
  public final Output<String> paymentInvokeArn;

  /** The ledger function's name. */
  public final Output<String> ledgerFunctionName;

  /** The name of the queue that keeps what the ledger could not write. */
  public final Output<String> failureQueueName;

  /** Makes the functions and their children, each named from {@code name}. */
  public ComputeTier(String name, ComputeTierArgs args) {
    super("payments:compute:ComputeTier", name);

    var payment = new PaymentFunction(name, this, args);
    var queue = new FailureQueue(name, this, args);
    var ledger = new LedgerFunction(name, this, args, queue);

    this.paymentFunctionName = payment.function.name();
    this.paymentFunctionArn = payment.function.arn();
    this.paymentVersion = payment.alias.functionVersion();
    this.paymentAliasName = payment.alias.name();
    this.paymentAliasArn = payment.alias.arn();
    this.paymentInvokeArn = payment.alias.invokeArn();
    this.ledgerFunctionName = ledger.function.name();
    this.failureQueueName = queue.name;
    registerOutputs(
        Map.of("paymentAliasArn", paymentAliasArn, "failureQueueName", failureQueueName));
  }
}
