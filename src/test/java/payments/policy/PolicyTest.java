package payments.policy;

import static com.pulumi.test.PulumiTest.extractValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private final Scope scope = new Scope("us-east-1", Output.of("123456789012"));

  @Test
  void of_shouldWriteOneTextAsATextAndSeveralAsAList() {
    var policy =
        Policy.of(
            Statement.allow("One", "s3:GetObject").on(Output.of("arn:aws:s3:::b/a")),
            Statement.allow("Two", "s3:GetObject", "s3:PutObject")
                .on(Output.of("arn:aws:s3:::b/a"), Output.of("arn:aws:s3:::b/c")));

    assertThat(extractValue(policy))
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Sid\":\"One\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::b/a\"},"
                + "{\"Sid\":\"Two\",\"Effect\":\"Allow\","
                + "\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],"
                + "\"Resource\":[\"arn:aws:s3:::b/a\",\"arn:aws:s3:::b/c\"]}]}");
  }

  @Test
  void when_shouldJoinConditionsOfOneOperator() {
    var policy =
        Policy.of(
            Statement.deny("Not", "sns:Publish")
                .everybody()
                .on("*")
                .when("StringEquals", "aws:SourceAccount", scope.accountId())
                .when("StringEquals", "aws:PrincipalOrgID", "o-1", "o-2")
                .when("Bool", "aws:SecureTransport", "false"));

    assertSameJson(
        policy,
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "Not", "Effect": "Deny", "Principal": "*", "Action": "sns:Publish",
           "Resource": "*",
           "Condition": {
             "StringEquals": {
               "aws:SourceAccount": "123456789012", "aws:PrincipalOrgID": ["o-1", "o-2"]},
             "Bool": {"aws:SecureTransport": "false"}}}]}
        """);
  }

  @Test
  void trust_shouldNameOneService() {
    assertSameJson(
        Policy.trust("lambda.amazonaws.com"),
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "Service", "Effect": "Allow",
           "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        """);
  }

  @Test
  void tlsOnly_shouldRefuseEverybodyWithoutTls() {
    assertSameJson(
        Policy.of(Policy.tlsOnly("sqs:*", Output.of("arn:aws:sqs:us-east-1:123456789012:q"))),
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
           "Resource": "arn:aws:sqs:us-east-1:123456789012:q",
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
        """);
  }

  @Test
  void keyForData_shouldBeTheAccountsAlone() {
    assertSameJson(
        KeyPolicy.forData(scope),
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "Account", "Effect": "Allow",
           "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
           "Action": "kms:*", "Resource": "*"}]}
        """);
  }

  @Test
  void keyForColor_shouldAlsoServeTheNamedLogGroupsAndTheAccountsAlarms() {
    assertSameJson(
        KeyPolicy.forColor(scope, List.of("/aws/lambda/a", "/aws/lambda/b")),
        """
        {"Version": "2012-10-17",
         "Statement": [
           {"Sid": "Account", "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": "kms:*", "Resource": "*"},
           {"Sid": "LogGroups", "Effect": "Allow",
            "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
            "Action": [
              "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo",
              "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
            "Resource": "*",
            "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": [
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/a",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/b"]}}},
           {"Sid": "Alarms", "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": "*",
            "Condition": {
              "StringEquals": {"aws:SourceAccount": "123456789012"},
              "ArnLike": {
                "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*"}}}]}
        """);
  }

  @Test
  void scope_shouldSpeakOfItsOwnAccountAndRegion() {
    var west = scope.in("us-west-2");

    assertThat(extractValue(west.arn("lambda", "function:f")))
        .isEqualTo("arn:aws:lambda:us-west-2:123456789012:function:f");
    assertThat(extractValue(west.accountArn())).isEqualTo("arn:aws:iam::123456789012:root");
    assertThat(west.endpoint("dynamodb")).isEqualTo("dynamodb.us-west-2.amazonaws.com");
  }

  private static void assertSameJson(Output<String> policy, String expected) {
    assertThat(JsonParser.parseString(extractValue(policy)))
        .isEqualTo(JsonParser.parseString(expected));
  }
}
