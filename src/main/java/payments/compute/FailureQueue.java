package payments.compute;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import payments.policy.Policy;

/**
 * The queue that keeps what the ledger could not write, for a person to look at, for as long as SQS
 * can.
 */
final class FailureQueue {
  private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

  final Output<String> name;
  final Output<String> arn;
  final Output<String> url;

  FailureQueue(String name, Resource parent, ComputeTierArgs args) {
    var queue =
        new Queue(
            name + "-failures",
            QueueArgs.builder()
                .name(args.labels().name("ledger-failures"))
                .kmsMasterKeyId(args.keyArn())
                .messageRetentionSeconds(FOURTEEN_DAYS)
                .tags(args.labels().tags("ledger-failures"))
                .build(),
            child(parent));
    new QueuePolicy(
        name + "-failures-policy",
        QueuePolicyArgs.builder()
            .queueUrl(queue.url())
            .policy(Policy.of(Policy.tlsOnly("sqs:*", queue.arn())))
            .build(),
        child(parent));
    this.name = queue.name();
    this.arn = queue.arn();
    this.url = queue.url();
  }

  private static CustomResourceOptions child(Resource parent) {
    return CustomResourceOptions.builder().parent(parent).build();
  }
}
