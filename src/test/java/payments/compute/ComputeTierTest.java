package payments.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.data.Sessions;
import payments.settings.FunctionRuntime;
import payments.settings.FunctionSettings;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Program;
import payments.testing.Samples;

final class ComputeTierTest {
  private static Deployed deployed;

  @BeforeAll
  static void deployOnce() {
    deployed = deploy(FunctionRuntime.JAVA_21);
  }

  @Test
  void computeTier_shouldMakeExactlyThese() {
    Expect.resources(
        deployed,
        "payments:compute:ComputeTier compute",
        "aws:cloudwatch/logGroup:LogGroup compute-payment-log",
        "aws:iam/role:Role compute-payment-role",
        "aws:iam/rolePolicy:RolePolicy compute-payment-policy",
        "aws:lambda/function:Function compute-payment",
        "aws:lambda/alias:Alias compute-payment-alias",
        "aws:sqs/queue:Queue compute-failures",
        "aws:sqs/queuePolicy:QueuePolicy compute-failures-policy",
        "aws:cloudwatch/logGroup:LogGroup compute-ledger-log",
        "aws:iam/role:Role compute-ledger-role",
        "aws:iam/rolePolicy:RolePolicy compute-ledger-policy",
        "aws:lambda/function:Function compute-ledger",
        "aws:lambda/eventSourceMapping:EventSourceMapping compute-ledger-stream");
  }

  @Test
  void paymentFunction_shouldBePublishedPrivateAndEncrypted() {
    Expect.inputs(
        deployed.named(Function.class, "compute-payment"),
        """
        {"name": "payments-dev-payment", "description": "Takes payments",
         "handler": "payments.function.PaymentHandler::handleRequest",
         "runtime": "java21", "architectures": ["arm64"], "memorySize": 1024, "timeout": 30,
         "publish": true, "snapStart": {"applyOn": "PublishedVersions"},
         "role": "arn:aws:iam::123456789012:role/payments-dev-payment-us-east-1",
         "code": "archive:function/target/function.zip",
         "kmsKeyArn": "color-key",
         "environment": {"variables": {
           "ENVIRONMENT": "dev", "COLOR": "blue", "SESSION_TABLE": "sessions",
           "TRANSACTION_BUCKET": "bucket", "DB_ENDPOINT": "writer", "DB_SECRET_ARN": "secret"}},
         "vpcConfig": {
           "subnetIds": ["subnet-1", "subnet-2"], "securityGroupIds": ["sg-function"]},
         "loggingConfig": {
           "logFormat": "JSON", "logGroup": "/aws/lambda/payments-dev-payment"},
         "tracingConfig": {"mode": "PassThrough"}}
        """);
  }

  @Test
  void ledgerFunction_shouldBePrivateAndEncrypted_withoutVersions() {
    Expect.inputs(
        deployed.named(Function.class, "compute-ledger"),
        """
        {"name": "payments-dev-ledger", "description": "Copies completed payments to Aurora",
         "handler": "payments.function.LedgerHandler::handleRequest",
         "runtime": "java21", "architectures": ["arm64"], "memorySize": 1024, "timeout": 30,
         "role": "arn:aws:iam::123456789012:role/payments-dev-ledger-us-east-1",
         "code": "archive:function/target/function.zip",
         "kmsKeyArn": "color-key",
         "environment": {"variables": {
           "ENVIRONMENT": "dev", "COLOR": "blue", "DB_ENDPOINT": "writer", "DB_PORT": "3306",
           "DB_NAME": "payments", "DB_SECRET_ARN": "secret",
           "FAILURE_QUEUE_URL":
             "https://sqs.us-east-1.amazonaws.com/123456789012/payments-dev-ledger-failures"}},
         "vpcConfig": {
           "subnetIds": ["subnet-1", "subnet-2"], "securityGroupIds": ["sg-function"]},
         "loggingConfig": {
           "logFormat": "JSON", "logGroup": "/aws/lambda/payments-dev-ledger"},
         "tracingConfig": {"mode": "PassThrough"}}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment", "ledger"})
  void functions_shouldWaitForTheirRights(String thing) {
    assertThat(deployed.named(Function.class, "compute-" + thing).dependsOn())
        .containsExactly("compute-" + thing + "-policy");
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_21,  java21,          arm64,  true",
    "PROVIDED, provided.al2023, x86_64, false"
  })
  void snapStartAndArm_shouldBeUsed_whereLambdaManagesJava(
      FunctionRuntime runtime, String id, String architecture, boolean snapStart) {
    var other = deploy(runtime);

    for (var function : other.all(Function.class)) {
      assertThat(function.input("runtime")).isEqualTo(id);
      assertThat(function.input("architectures")).isEqualTo(List.of(architecture));
    }
    var payment = other.named(Function.class, "compute-payment");
    assertThat(payment.inputs().containsKey("snapStart")).isEqualTo(snapStart);
    assertThat(payment.input("publish")).isEqualTo(true);
  }

  @Test
  void alias_shouldPointToThePublishedVersion() {
    Expect.inputs(
        deployed.only(Alias.class),
        """
        {"name": "live", "description": "The version that blue serves",
         "functionName": "payments-dev-payment", "functionVersion": "7"}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment", "ledger"})
  void roles_shouldBeLambdasOnly(String thing) {
    var role = deployed.named(Role.class, "compute-" + thing + "-role");

    Expect.inputsBut(
        role,
        List.of("assumeRolePolicy"),
        """
        {"name": "payments-dev-%1$s-us-east-1",
         "description": "What the %1$s function may do"}
        """
            .formatted(thing));
    Expect.document(
        role,
        "assumeRolePolicy",
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "Service", "Effect": "Allow",
           "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        """);
  }

  @Test
  void paymentFunction_shouldBeAllowedThisAndNothingElse() {
    var policy = deployed.named(RolePolicy.class, "compute-payment-policy");

    Expect.inputsBut(
        policy,
        List.of("policy"),
        """
        {"name": "payments-dev-payment", "role": "payments-dev-payment-us-east-1"}
        """);
    Expect.document(
        policy,
        "policy",
        """
        {"Version": "2012-10-17",
         "Statement": [
           {"Sid": "Sessions", "Effect": "Allow",
            "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
            "Resource": "sessions-arn"},
           {"Sid": "SessionsKey", "Effect": "Allow",
            "Action": [
              "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
              "kms:ReEncryptFrom", "kms:ReEncryptTo"],
            "Resource": "sessions-key",
            "Condition": {"StringEquals": {"kms:ViaService": "dynamodb.us-east-1.amazonaws.com"}}},
           {"Sid": "TransactionLog", "Effect": "Allow", "Action": "s3:PutObject",
            "Resource": ["bucket-arn/transactions/*", "bucket-arn/lambda-test*"]},
           {"Sid": "TestObjects", "Effect": "Allow", "Action": "s3:GetObject",
            "Resource": "bucket-arn/lambda-test*"},
           {"Sid": "DatabaseSecret", "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue", "Resource": "secret"},
           {"Sid": "ColorKey", "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "color-key",
            "Condition": {"StringEquals": {"kms:ViaService": [
              "s3.us-east-1.amazonaws.com", "secretsmanager.us-east-1.amazonaws.com",
              "lambda.us-east-1.amazonaws.com"]}}},
           %s]}
        """
            .formatted(common("payment")));
  }

  @Test
  void ledgerFunction_shouldBeAllowedThisAndNothingElse() {
    var policy = deployed.named(RolePolicy.class, "compute-ledger-policy");

    Expect.inputsBut(
        policy,
        List.of("policy"),
        """
        {"name": "payments-dev-ledger", "role": "payments-dev-ledger-us-east-1"}
        """);
    Expect.document(
        policy,
        "policy",
        """
        {"Version": "2012-10-17",
         "Statement": [
           {"Sid": "Stream", "Effect": "Allow",
            "Action": [
              "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            "Resource": "sessions-stream"},
           {"Sid": "StreamNames", "Effect": "Allow", "Action": "dynamodb:ListStreams",
            "Resource": "*"},
           {"Sid": "SessionsKey", "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:DescribeKey"], "Resource": "sessions-key",
            "Condition": {"StringEquals": {"kms:ViaService": "dynamodb.us-east-1.amazonaws.com"}}},
           {"Sid": "Failures", "Effect": "Allow", "Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:us-east-1:123456789012:payments-dev-ledger-failures"},
           {"Sid": "DatabaseSecret", "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue", "Resource": "secret"},
           {"Sid": "ColorKey", "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "color-key",
            "Condition": {"StringEquals": {"kms:ViaService": [
              "secretsmanager.us-east-1.amazonaws.com", "sqs.us-east-1.amazonaws.com",
              "lambda.us-east-1.amazonaws.com"]}}},
           %s]}
        """
            .formatted(common("ledger")));
  }

  /** What both functions may do: write their log, and let Lambda put them into the VPC. */
  private static String common(String thing) {
    return """
    {"Sid": "Log", "Effect": "Allow",
     "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
     "Resource": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/payments-dev-%1$s:*"},
    {"Sid": "NetworkInterfaces", "Effect": "Allow",
     "Action": [
       "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
       "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
     "Resource": "arn:aws:ec2:us-east-1:123456789012:*/*"},
    {"Sid": "NetworkInterfaceQueries", "Effect": "Allow",
     "Action": ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], "Resource": "*"},
    {"Sid": "NetworkInterfacesFromCode", "Effect": "Deny",
     "Action": [
       "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
       "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
       "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
     "Resource": "*",
     "Condition": {"ArnEquals": {"lambda:SourceFunctionArn":
       "arn:aws:lambda:us-east-1:123456789012:function:payments-dev-%1$s"}}}
    """
        .formatted(thing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment", "ledger"})
  void logs_shouldBeEncryptedAndEnd(String thing) {
    Expect.inputs(
        deployed.named(LogGroup.class, "compute-" + thing + "-log"),
        """
        {"name": "/aws/lambda/payments-dev-%s", "kmsKeyId": "color-key", "retentionInDays": 30}
        """
            .formatted(thing));
  }

  @Test
  void mapping_shouldLoseNoPayment() {
    Expect.inputsBut(
        deployed.only(EventSourceMapping.class),
        List.of("filterCriteria"),
        """
        {"eventSourceArn": "sessions-stream",
         "functionName": "arn:aws:lambda:us-east-1:123456789012:function:payments-dev-ledger",
         "startingPosition": "TRIM_HORIZON", "batchSize": 100, "parallelizationFactor": 2,
         "bisectBatchOnFunctionError": true,
         "functionResponseTypes": ["ReportBatchItemFailures"],
         "maximumRetryAttempts": 1000, "maximumRecordAgeInSeconds": 82800,
         "destinationConfig": {"onFailure": {"destinationArn":
           "arn:aws:sqs:us-east-1:123456789012:payments-dev-ledger-failures"}}}
        """);
  }

  @Test
  void mapping_shouldPassOnAllButKnownNonPaymentsAndWhatIsUnfinishedAgain() {
    var filters =
        Expect.json(deployed.only(EventSourceMapping.class).input("filterCriteria"))
            .getAsJsonObject()
            .getAsJsonArray("filters");

    assertThat(filters).hasSize(3);
    assertThat(filters.get(0).getAsJsonObject().get("pattern").getAsString())
        .isEqualTo(
            "{\"eventName\":[\"INSERT\",\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"status\":"
                + "{\"S\":[{\"anything-but\":[\"processing\",\"lambda-processed\"]}]}}}}");
    assertThat(filters.get(1).getAsJsonObject().get("pattern").getAsString())
        .isEqualTo(
            "{\"eventName\":[\"INSERT\",\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"status\":"
                + "{\"S\":[{\"exists\":false}]}}}}");
    assertThat(filters.get(2).getAsJsonObject().get("pattern").getAsString())
        .isEqualTo(
            "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"OldImage\":{\"status\":"
                + "{\"S\":[\"completed\"]}},\"NewImage\":{\"status\":{\"S\":[\"processing\"]}}}}");
  }

  @Test
  void failureQueue_shouldBeEncryptedAndKeepWhatItCan() {
    Expect.inputs(
        deployed.only(Queue.class),
        """
        {"name": "payments-dev-ledger-failures", "kmsMasterKeyId": "color-key",
         "messageRetentionSeconds": 1209600}
        """);
    Expect.document(
        deployed.only(QueuePolicy.class),
        "policy",
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
           "Resource": "arn:aws:sqs:us-east-1:123456789012:payments-dev-ledger-failures",
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
        """);
    assertThat(deployed.only(QueuePolicy.class).input("queueUrl"))
        .isEqualTo("https://sqs.us-east-1.amazonaws.com/123456789012/payments-dev-ledger-failures");
  }

  @Test
  void outputs_shouldBeWhatTheOthersNeed() {
    assertThat(deployed.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "paymentFunctionName", "payments-dev-payment",
                "paymentFunctionArn",
                    "arn:aws:lambda:us-east-1:123456789012:function:payments-dev-payment",
                "paymentVersion", "7",
                "paymentAliasName", "live",
                "paymentAliasArn",
                    "arn:aws:lambda:us-east-1:123456789012:function:payments-dev-payment:live",
                "paymentInvokeArn", "invoke:compute-payment-alias",
                "ledgerFunctionName", "payments-dev-ledger",
                "failureQueueName", "payments-dev-ledger-failures"));
  }

  private static Deployed deploy(FunctionRuntime runtime) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var compute =
                  new ComputeTier(
                      "compute",
                      new ComputeTierArgs(
                          Samples.labels(),
                          Samples.scope(),
                          new FunctionSettings(1024, 30, runtime),
                          "blue",
                          "live",
                          Path.of("function", "target", "function.zip"),
                          30,
                          Output.of("color-key"),
                          new Sessions(
                              Output.of("sessions"),
                              Output.of("sessions-arn"),
                              Output.of("sessions-stream"),
                              Output.of("sessions-key")),
                          Output.of("bucket"),
                          Output.of("bucket-arn"),
                          new ComputeTierArgs.Database(
                              Output.of("writer"),
                              Output.of(3306),
                              "payments",
                              Output.of("secret")),
                          Output.of(List.of("subnet-1", "subnet-2")),
                          Output.of("sg-function")));
              return Map.of(
                  "paymentFunctionName", compute.paymentFunctionName,
                  "paymentFunctionArn", compute.paymentFunctionArn,
                  "paymentVersion", compute.paymentVersion,
                  "paymentAliasName", compute.paymentAliasName,
                  "paymentAliasArn", compute.paymentAliasArn,
                  "paymentInvokeArn", compute.paymentInvokeArn,
                  "ledgerFunctionName", compute.ledgerFunctionName,
                  "failureQueueName", compute.failureQueueName);
            });
  }
}
