package payments.compute;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.policy.Statement;

/**
 * The function that takes payments: every change of it is published as a version, and the alias
 * points to the last.
 */
final class PaymentFunction {
  private static final String THING = "payment";

  final Function function;
  final Alias alias;

  private final ComputeTierArgs args;
  private final FunctionParts parts;

  PaymentFunction(String name, Resource parent, ComputeTierArgs args) {
    this.args = args;
    this.parts = new FunctionParts(name, THING, parent, args);

    var logGroup = parts.logGroup();
    var role = parts.role();
    var policy = policy(role, logGroup);
    this.function =
        parts.function(builder(), "PaymentHandler", role, logGroup, policy, variables());
    this.alias = alias(name);
  }

  /**
   * SnapStart resumes a version from a snapshot instead of starting Java; only a managed Java
   * runtime has it.
   */
  private FunctionArgs.Builder builder() {
    var builder = FunctionArgs.builder().description("Takes payments").publish(true);
    if (args.settings().runtime().managedJava()) {
      builder.snapStart(FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build());
    }
    return builder;
  }

  private RolePolicy policy(Role role, LogGroup logGroup) {
    return parts.policy(
        role,
        logGroup,
        Statement.allow("Sessions", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
            .on(args.sessions().tableArn()),
        parts.key(
            "SessionsKey",
            args.sessions().keyArn(),
            List.of("dynamodb"),
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo"),
        Statement.allow("TransactionLog", "s3:PutObject")
            .on(objects("transactions/*"), objects("lambda-test*")),
        Statement.allow("TestObjects", "s3:GetObject").on(objects("lambda-test*")),
        Statement.allow("DatabaseSecret", "secretsmanager:GetSecretValue")
            .on(args.database().secretArn()),
        parts.key(
            "ColorKey",
            args.keyArn(),
            List.of("s3", "secretsmanager", "lambda"),
            "kms:Decrypt",
            "kms:GenerateDataKey"));
  }

  private Output<String> objects(String pattern) {
    return args.bucketArn().applyValue(arn -> arn + "/" + pattern);
  }

  private Output<Map<String, String>> variables() {
    return Output.all(
            List.of(
                args.sessions().tableName(),
                args.bucketName(),
                args.database().endpoint(),
                args.database().secretArn()))
        .applyValue(
            values -> {
              var variables = new LinkedHashMap<String, String>();
              variables.put("ENVIRONMENT", args.labels().suffix());
              variables.put("COLOR", args.color());
              variables.put("SESSION_TABLE", values.get(0));
              variables.put("TRANSACTION_BUCKET", values.get(1));
              variables.put("DB_ENDPOINT", values.get(2));
              variables.put("DB_SECRET_ARN", values.get(3));
              return variables;
            });
  }

  private Alias alias(String name) {
    return new Alias(
        name + "-payment-alias",
        AliasArgs.builder()
            .name(args.alias())
            .description("The version that " + args.color() + " serves")
            .functionName(function.name())
            .functionVersion(function.version())
            .build(),
        parts.child().build());
  }
}
