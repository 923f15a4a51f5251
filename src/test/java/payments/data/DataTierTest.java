package payments.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterInstance;
import com.pulumi.aws.rds.ClusterParameterGroup;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.settings.DatabaseSettings;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

final class DataTierTest {
  private static final DatabaseSettings DATABASE =
      new DatabaseSettings("admin", "8.0.mysql_aurora.3.10.0", "db.serverless", 2);
  private static final String BUCKET = "payments-dev-logs-123456789012-us-east-1";

  private static Deployed guarded;
  private static Deployed unguarded;

  @BeforeAll
  static void deployOnce() {
    guarded = deploy(DATABASE, true, true);
    unguarded = deploy(DATABASE, false, true);
  }

  @Test
  void dataTier_shouldMakeExactlyThese() {
    Expect.resources(
        guarded,
        "payments:data:DataTier data",
        "aws:kms/key:Key data-key",
        "aws:kms/alias:Alias data-key-alias",
        "aws:cloudwatch/logGroup:LogGroup data-aurora-audit-log",
        "aws:cloudwatch/logGroup:LogGroup data-aurora-error-log",
        "aws:cloudwatch/logGroup:LogGroup data-aurora-slowquery-log",
        "aws:rds/subnetGroup:SubnetGroup data-aurora-subnets",
        "aws:rds/clusterParameterGroup:ClusterParameterGroup data-aurora-parameters",
        "aws:rds/cluster:Cluster data-aurora",
        "aws:rds/clusterInstance:ClusterInstance data-aurora-1",
        "aws:rds/clusterInstance:ClusterInstance data-aurora-2",
        "aws:s3/bucketV2:BucketV2 data-transactions",
        "aws:s3/bucketVersioningV2:BucketVersioningV2 data-transactions-versioning",
        "aws:s3/bucketServerSideEncryptionConfigurationV2"
            + ":BucketServerSideEncryptionConfigurationV2 data-transactions-encryption",
        "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"
            + " data-transactions-lifecycle",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock data-transactions-public-access",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls data-transactions-ownership",
        "aws:s3/bucketPolicy:BucketPolicy data-transactions-policy",
        "aws:dynamodb/table:Table data-sessions");
  }

  @Test
  void sessions_shouldBeElsewhere_behindTheFrontDoor() {
    assertThat(deploy(DATABASE, true, false).all(Table.class)).isEmpty();
  }

  @Test
  void key_shouldRotateAndServeOnlyThisColorsLogsAndAlarms() {
    var key = guarded.only(Key.class);

    Expect.inputsBut(
        key,
        List.of("policy"),
        """
        {"description": "All data of the dev environment", "multiRegion": false,
         "enableKeyRotation": true, "deletionWindowInDays": 30}
        """);
    Expect.document(
        key,
        "policy",
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
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/payments-dev-payment",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/payments-dev-ledger",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/apigateway/payments-dev-access",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/rds/cluster/payments-dev-aurora/audit",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/rds/cluster/payments-dev-aurora/error",
              "arn:aws:logs:us-east-1:123456789012:log-group:/aws/rds/cluster/payments-dev-aurora/slowquery"]}}},
           {"Sid": "Alarms", "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": "*",
            "Condition": {
              "StringEquals": {"aws:SourceAccount": "123456789012"},
              "ArnLike": {
                "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*"}}}]}
        """);
    Expect.inputs(
        guarded.only(Alias.class),
        """
        {"name": "alias/payments-dev-key", "targetKeyId": "data-key-key-id"}
        """);
  }

  @Test
  void cluster_shouldBeEncryptedPrivateAndKeepItsPasswordToItself() {
    Expect.inputs(
        guarded.only(Cluster.class),
        """
        {"clusterIdentifier": "payments-dev-aurora",
         "engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.0",
         "databaseName": "payments", "masterUsername": "admin",
         "manageMasterUserPassword": true,
         "masterUserSecretKmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/data-key",
         "storageEncrypted": true,
         "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/data-key",
         "dbSubnetGroupName": "payments-dev-aurora-subnets",
         "dbClusterParameterGroupName": "payments-dev-aurora-parameters",
         "vpcSecurityGroupIds": ["sg-db"],
         "backupRetentionPeriod": 7,
         "preferredBackupWindow": "03:00-04:00",
         "preferredMaintenanceWindow": "sun:04:00-sun:05:00",
         "copyTagsToSnapshot": true,
         "applyImmediately": true,
         "enabledCloudwatchLogsExports": ["audit", "error", "slowquery"],
         "deletionProtection": true,
         "skipFinalSnapshot": false,
         "finalSnapshotIdentifier": "payments-dev-aurora-final-vpc-1",
         "serverlessv2ScalingConfiguration": {"minCapacity": 0.5, "maxCapacity": 16}}
        """);
  }

  @Test
  void cluster_shouldWaitForItsLogGroups_soThatAuroraDoesNotMakeThem() {
    assertThat(guarded.only(Cluster.class).dependsOn())
        .containsExactlyInAnyOrder(
            "data-aurora-audit-log", "data-aurora-error-log", "data-aurora-slowquery-log");
  }

  @Test
  void instances_shouldBePrivateAndInDifferentZones() {
    Expect.inputs(guarded.named(ClusterInstance.class, "data-aurora-1"), instance(1, 0, "a"));
    Expect.inputs(guarded.named(ClusterInstance.class, "data-aurora-2"), instance(2, 1, "b"));
  }

  private static String instance(int number, int tier, String zone) {
    return """
        {"identifier": "payments-dev-aurora-%d", "clusterIdentifier": "payments-dev-aurora",
         "engine": "aurora-mysql", "instanceClass": "db.serverless",
         "availabilityZone": "us-east-1%s", "promotionTier": %d,
         "dbSubnetGroupName": "payments-dev-aurora-subnets",
         "publiclyAccessible": false, "autoMinorVersionUpgrade": false,
         "copyTagsToSnapshot": true,
         "applyImmediately": true}
        """
        .formatted(number, zone, tier);
  }

  @Test
  void instances_shouldSpreadOverTheZones_whenThereAreMany() {
    var settings = new DatabaseSettings("root", "8.0.mysql_aurora.3.08.2", "db.r6g.large", 15);
    var deployed = deploy(settings, true, false);
    var instances = deployed.all(ClusterInstance.class);

    assertThat(instances).hasSize(15);
    assertThat(instances.stream().map(it -> it.input("availabilityZone")))
        .containsOnly("us-east-1a", "us-east-1b");
    assertThat(instances.stream().map(it -> it.input("instanceClass")))
        .containsOnly("db.r6g.large");
    assertThat(deployed.only(Cluster.class).inputs())
        .doesNotContainKey("serverlessv2ScalingConfiguration")
        .containsEntry("masterUsername", "root")
        .containsEntry("engineVersion", "8.0.mysql_aurora.3.08.2");
  }

  @Test
  void database_shouldDemandTlsAndAuditAccess() {
    Expect.inputs(
        guarded.only(ClusterParameterGroup.class),
        """
        {"name": "payments-dev-aurora-parameters",
         "description": "Aurora MySQL of the dev environment",
         "family": "aurora-mysql8.0",
         "parameters": [
           {"name": "character_set_server", "value": "utf8mb4"},
           {"name": "collation_server", "value": "utf8mb4_unicode_ci"},
           {"name": "long_query_time", "value": "1"},
           {"name": "require_secure_transport", "value": "ON"},
           {"name": "server_audit_events", "value": "CONNECT,QUERY_DCL,QUERY_DDL"},
           {"name": "server_audit_logging", "value": "1"},
           {"name": "slow_query_log", "value": "1"}]}
        """);
  }

  @Test
  void database_shouldBeInThePrivateSubnets() {
    Expect.inputs(
        guarded.only(SubnetGroup.class),
        """
        {"name": "payments-dev-aurora-subnets",
         "description": "Private subnets of the dev environment",
         "subnetIds": ["subnet-1", "subnet-2"]}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "error", "slowquery"})
  void databaseLogs_shouldBeEncryptedAndEnd(String kind) {
    Expect.inputs(
        guarded.named(LogGroup.class, "data-aurora-" + kind + "-log"),
        """
        {"name": "/aws/rds/cluster/payments-dev-aurora/%s",
         "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/data-key", "retentionInDays": 30}
        """
            .formatted(kind));
  }

  @Test
  void bucket_shouldBeEncryptedWithTheColorsKey() {
    Expect.inputs(
        guarded.only(BucketServerSideEncryptionConfigurationV2.class),
        """
        {"bucket": "%s",
         "rules": [{
           "applyServerSideEncryptionByDefault": {
             "sseAlgorithm": "aws:kms",
             "kmsMasterKeyId": "arn:aws:kms:us-east-1:123456789012:key/data-key"},
           "bucketKeyEnabled": true}]}
        """
            .formatted(BUCKET));
  }

  @Test
  void bucket_shouldBeClosedToThePublicInEveryWay() {
    Expect.inputs(
        guarded.only(BucketPublicAccessBlock.class),
        """
        {"bucket": "%s", "blockPublicAcls": true, "blockPublicPolicy": true,
         "ignorePublicAcls": true, "restrictPublicBuckets": true}
        """
            .formatted(BUCKET));
    Expect.inputs(
        guarded.only(BucketOwnershipControls.class),
        """
        {"bucket": "%s", "rule": {"objectOwnership": "BucketOwnerEnforced"}}
        """
            .formatted(BUCKET));
  }

  @Test
  void bucketPolicy_shouldRefuseWhatIsNotTls() {
    var policy = guarded.only(BucketPolicy.class);

    Expect.inputsBut(policy, List.of("policy"), "{\"bucket\": \"%s\"}".formatted(BUCKET));
    Expect.document(
        policy,
        "policy",
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"],
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
        """
            .formatted(BUCKET));
    assertThat(policy.dependsOn()).containsExactly("data-transactions-public-access");
  }

  @Test
  void bucket_shouldKeepEveryVersion_forAsLongAsItSays() {
    Expect.inputs(
        guarded.only(BucketVersioningV2.class),
        """
        {"bucket": "%s", "versioningConfiguration": {"status": "Enabled"}}
        """
            .formatted(BUCKET));
    var lifecycle = guarded.only(BucketLifecycleConfigurationV2.class);
    Expect.inputs(
        lifecycle,
        """
        {"bucket": "%s",
         "rules": [{
           "id": "retention", "status": "Enabled", "filter": {"prefix": ""},
           "expiration": {"days": 90},
           "noncurrentVersionExpiration": {"noncurrentDays": 30},
           "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}]}
        """
            .formatted(BUCKET));
    assertThat(lifecycle.dependsOn()).containsExactly("data-transactions-versioning");
  }

  @Test
  void sessions_shouldBeEncryptedRecoverableAndStreamed() {
    Expect.inputs(
        guarded.only(Table.class),
        """
        {"name": "payments-dev-sessions", "billingMode": "PAY_PER_REQUEST",
         "attributes": [{"name": "sessionId", "type": "S"}, {"name": "userId", "type": "S"}],
         "hashKey": "sessionId",
         "globalSecondaryIndexes": [
           {"name": "UserIdIndex", "hashKey": "userId", "projectionType": "ALL"}],
         "pointInTimeRecovery": {"enabled": true},
         "serverSideEncryption": {
           "enabled": true, "kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/data-key"},
         "streamEnabled": true, "streamViewType": "NEW_AND_OLD_IMAGES",
         "deletionProtectionEnabled": true}
        """);
  }

  @Test
  void protectData_shouldGuardAllThatHoldsDataAndNothingElse() {
    assertThat(guarded.resources().stream().filter(Made::protect).map(Made::name))
        .containsExactlyInAnyOrder("data-key", "data-aurora", "data-transactions", "data-sessions");
    Expect.inputs(
        guarded.only(BucketV2.class),
        "{\"bucket\": \"%s\", \"forceDestroy\": false}".formatted(BUCKET));
  }

  @Test
  void noProtectData_shouldLetEverythingBeTornDown() {
    assertThat(unguarded.resources()).noneMatch(Made::protect);
    Expect.inputs(
        unguarded.only(BucketV2.class),
        "{\"bucket\": \"%s\", \"forceDestroy\": true}".formatted(BUCKET));
    assertThat(unguarded.only(Table.class).input("deletionProtectionEnabled")).isEqualTo(false);
    assertThat(unguarded.only(Key.class).input("deletionWindowInDays")).isEqualTo(7.0);
    assertThat(unguarded.only(Cluster.class).inputs())
        .containsEntry("deletionProtection", false)
        .containsEntry("skipFinalSnapshot", true)
        .doesNotContainKey("finalSnapshotIdentifier");
  }

  @Test
  void protectData_shouldChangeNothingButTheGuards() {
    var guards =
        List.of(
            "deletionProtection",
            "skipFinalSnapshot",
            "finalSnapshotIdentifier",
            "forceDestroy",
            "deletionProtectionEnabled",
            "deletionWindowInDays");

    assertThat(inputsBut(unguarded, guards)).isEqualTo(inputsBut(guarded, guards));
  }

  private static Map<String, Object> inputsBut(Deployed deployed, List<String> left) {
    var all = new TreeMap<String, Object>();
    for (var made : deployed.resources()) {
      var inputs = new TreeMap<>(made.inputs());
      left.forEach(inputs::remove);
      all.put(made.toString(), inputs);
    }
    return all;
  }

  @Test
  void outputs_shouldBeWhatTheOthersNeed() {
    assertThat(guarded.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("keyArn", "arn:aws:kms:us-east-1:123456789012:key/data-key"),
                Map.entry("keyId", "data-key-key-id"),
                Map.entry("clusterIdentifier", "payments-dev-aurora"),
                Map.entry("databaseEndpoint", "writer.rds.amazonaws.com"),
                Map.entry("databasePort", 3306),
                Map.entry(
                    "databaseSecretArn",
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds"),
                Map.entry("bucketName", BUCKET),
                Map.entry("bucketArn", "arn:aws:s3:::" + BUCKET),
                Map.entry("tableName", "payments-dev-sessions"),
                Map.entry(
                    "streamArn",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/payments-dev-sessions/stream/1"),
                Map.entry(
                    "tableArn",
                    "arn:aws:dynamodb:us-east-1:123456789012:table/payments-dev-sessions"),
                Map.entry("tableKeyArn", "arn:aws:kms:us-east-1:123456789012:key/data-key")));
  }

  private static Deployed deploy(
      DatabaseSettings database, boolean protectData, boolean ownSessions) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var data =
                  new DataTier(
                      "data",
                      new DataTierArgs(
                          Samples.labels(),
                          Samples.scope(),
                          database,
                          30,
                          protectData,
                          ownSessions,
                          Output.of("vpc-1"),
                          Output.of(List.of("subnet-1", "subnet-2")),
                          Output.of(List.of("us-east-1a", "us-east-1b")),
                          Output.of("sg-db")));
              return outputs(data);
            });
  }

  private static Map<String, Output<?>> outputs(DataTier data) {
    var outputs = new TreeMap<String, Output<?>>();
    outputs.put("keyArn", data.keyArn);
    outputs.put("keyId", data.keyId);
    outputs.put("clusterIdentifier", data.clusterIdentifier);
    outputs.put("databaseEndpoint", data.databaseEndpoint);
    outputs.put("databasePort", data.databasePort);
    outputs.put("databaseSecretArn", data.databaseSecretArn);
    outputs.put("bucketName", data.bucketName);
    outputs.put("bucketArn", data.bucketArn);
    data.sessions.ifPresent(
        it -> {
          outputs.put("tableName", it.tableName());
          outputs.put("tableArn", it.tableArn());
          outputs.put("streamArn", it.streamArn());
          outputs.put("tableKeyArn", it.keyArn());
        });
    return outputs;
  }
}
