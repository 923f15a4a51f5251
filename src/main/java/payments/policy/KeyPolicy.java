package payments.policy;

import com.pulumi.core.Output;
import java.util.List;

/**
 * Who may use a customer key.
 *
 * <p>The account always may, so that its IAM policies decide and nobody is locked out. Aurora,
 * DynamoDB, S3, SQS, Lambda and Secrets Manager act with the permissions of whoever calls them,
 * through grants, and need no statement.
 */
public final class KeyPolicy {
  private KeyPolicy() {}

  /** The policy of a key that only data stores use. */
  public static Output<String> forData(Scope scope) {
    return Policy.of(account(scope));
  }

  /**
   * The policy of a color's key: also for the named log groups, and for alarms that publish to an
   * encrypted topic.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Log
   *     groups</a>
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Topics</a>
   */
  public static Output<String> forColor(Scope scope, List<String> logGroups) {
    return Policy.of(account(scope), logs(scope, logGroups), alarms(scope));
  }

  private static Statement account(Scope scope) {
    return Statement.allow("Account", "kms:*").principal(scope.accountArn()).on("*");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Statement logs(Scope scope, List<String> logGroups) {
    Output<String>[] arns =
        logGroups.stream()
            .map(group -> scope.arn("logs", "log-group:" + group))
            .toArray(Output[]::new);
    return Statement.allow(
            "LogGroups",
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:DescribeKey")
        .service(scope.endpoint("logs"))
        .on("*")
        .when("ArnEquals", "kms:EncryptionContext:aws:logs:arn", arns);
  }

  private static Statement alarms(Scope scope) {
    return Statement.allow("Alarms", "kms:Decrypt", "kms:GenerateDataKey")
        .service("cloudwatch.amazonaws.com")
        .on("*")
        .when("StringEquals", "aws:SourceAccount", scope.accountId())
        .when("ArnLike", "aws:SourceArn", scope.arn("cloudwatch", "alarm:*"));
  }
}
