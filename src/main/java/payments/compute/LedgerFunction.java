package payments.compute;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigOnFailureArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaFilterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.policy.Statement;

/**
 * The function that copies each completed payment from the sessions table's stream to Aurora.
 * Nobody waits for it, so it has neither versions nor SnapStart.
 */
final class LedgerFunction {
  private static final String THING = "ledger";
  private static final int BATCH_SIZE = 100;

  /** Batches of one shard that may run at once; records of one payment stay in order. */
  private static final int PARALLEL_BATCHES = 2;

  /**
   * DynamoDB keeps a stream for 24 hours. An hour earlier, what could not be written is reported to
   * the queue.
   */
  private static final int LONGEST_AGE_SECONDS = 23 * 60 * 60;

  /**
   * With Lambda's growing pauses, enough for Aurora to be away for hours; a bad record is bisected
   * out long before.
   */
  private static final int MOST_RETRIES = 1000;

  final Function function;

  private final ComputeTierArgs args;
  private final FunctionParts parts;

  LedgerFunction(String name, Resource parent, ComputeTierArgs args, FailureQueue queue) {
    this.args = args;
    this.parts = new FunctionParts(name, THING, parent, args);

    var logGroup = parts.logGroup();
    var role = parts.role();
    var policy = policy(role, logGroup, queue);
    var builder = FunctionArgs.builder().description("Copies completed payments to Aurora");
    this.function =
        parts.function(builder, "LedgerHandler", role, logGroup, policy, variables(queue));
    mapping(name, queue);
  }

  private RolePolicy policy(Role role, LogGroup logGroup, FailureQueue queue) {
    return parts.policy(
        role,
        logGroup,
        Statement.allow(
                "Stream",
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator")
            .on(args.sessions().streamArn()),
        // IAM knows no resource for this one: it lists names and reads no record.
        Statement.allow("StreamNames", "dynamodb:ListStreams").on("*"),
        parts.key(
            "SessionsKey",
            args.sessions().keyArn(),
            List.of("dynamodb"),
            "kms:Decrypt",
            "kms:DescribeKey"),
        Statement.allow("Failures", "sqs:SendMessage").on(queue.arn),
        Statement.allow("DatabaseSecret", "secretsmanager:GetSecretValue")
            .on(args.database().secretArn()),
        parts.key(
            "ColorKey",
            args.keyArn(),
            List.of("secretsmanager", "sqs", "lambda"),
            "kms:Decrypt",
            "kms:GenerateDataKey"));
  }

  private Output<Map<String, String>> variables(FailureQueue queue) {
    var database = args.database();
    return Output.all(
            List.of(
                database.endpoint(),
                database.port().applyValue(String::valueOf),
                database.secretArn(),
                queue.url))
        .applyValue(
            values -> {
              var variables = new LinkedHashMap<String, String>();
              variables.put("ENVIRONMENT", args.labels().suffix());
              variables.put("COLOR", args.color());
              variables.put("DB_ENDPOINT", values.get(0));
              variables.put("DB_PORT", values.get(1));
              variables.put("DB_NAME", database.name());
              variables.put("DB_SECRET_ARN", values.get(2));
              variables.put("FAILURE_QUEUE_URL", values.get(3));
              return variables;
            });
  }

  private void mapping(String name, FailureQueue queue) {
    new EventSourceMapping(
        name + "-ledger-stream",
        EventSourceMappingArgs.builder()
            .eventSourceArn(args.sessions().streamArn())
            .functionName(function.arn())
            .startingPosition("TRIM_HORIZON")
            .batchSize(BATCH_SIZE)
            .parallelizationFactor(PARALLEL_BATCHES)
            .bisectBatchOnFunctionError(true)
            .functionResponseTypes("ReportBatchItemFailures")
            .maximumRetryAttempts(MOST_RETRIES)
            .maximumRecordAgeInSeconds(LONGEST_AGE_SECONDS)
            .filterCriteria(
                EventSourceMappingFilterCriteriaArgs.builder()
                    .filters(
                        StreamFilter.PATTERNS.stream()
                            .map(
                                pattern ->
                                    EventSourceMappingFilterCriteriaFilterArgs.builder()
                                        .pattern(pattern)
                                        .build())
                            .toList())
                    .build())
            .destinationConfig(
                EventSourceMappingDestinationConfigArgs.builder()
                    .onFailure(
                        EventSourceMappingDestinationConfigOnFailureArgs.builder()
                            .destinationArn(queue.arn)
                            .build())
                    .build())
            .tags(args.labels().tags("ledger-stream"))
            .build(),
        parts.child().build());
  }
}
