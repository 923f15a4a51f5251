package payments.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.ReplicaKey;
import com.pulumi.core.Output;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

final class SessionsTest {
  private static final String ACCOUNT_ONLY =
      """
      {"Version": "2012-10-17",
       "Statement": [{
         "Sid": "Account", "Effect": "Allow",
         "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
         "Action": "kms:*", "Resource": "*"}]}
      """;

  private static Deployed guarded;
  private static Deployed unguarded;

  @BeforeAll
  static void deployOnce() {
    guarded = deploy(true);
    unguarded = deploy(false);
  }

  @Test
  void sessions_shouldMakeExactlyThese() {
    Expect.resources(
        guarded,
        "pulumi:providers:aws west",
        "payments:shared:Sessions sessions",
        "aws:kms/key:Key sessions-key",
        "aws:kms/alias:Alias sessions-key-alias",
        "aws:kms/replicaKey:ReplicaKey sessions-replica-key",
        "aws:kms/alias:Alias sessions-replica-key-alias",
        "aws:dynamodb/table:Table sessions-sessions");
  }

  @Test
  void key_shouldBeMultiRegionAndTheAccountsAlone() {
    var key = guarded.only(Key.class);

    Expect.inputsBut(
        key,
        List.of("policy"),
        """
        {"description": "Payment sessions of both colors", "multiRegion": true,
         "enableKeyRotation": true, "deletionWindowInDays": 30}
        """);
    Expect.document(key, "policy", ACCOUNT_ONLY);
  }

  @Test
  void replicaKey_shouldBeTheSameKeyInTheOtherRegion() {
    var key = guarded.only(ReplicaKey.class);

    Expect.inputsBut(
        key,
        List.of("policy"),
        """
        {"description": "Payment sessions of both colors",
         "primaryKeyArn": "arn:aws:kms:us-east-1:123456789012:key/sessions-key",
         "deletionWindowInDays": 30}
        """);
    Expect.document(key, "policy", ACCOUNT_ONLY);
    assertThat(key.provider()).contains("west");
  }

  @Test
  void aliases_shouldBeTheSameInBothRegions() {
    Expect.inputs(
        guarded.named(Alias.class, "sessions-key-alias"),
        """
        {"name": "alias/payments-dev-sessions-key", "targetKeyId": "sessions-key-key-id"}
        """);
    var replica = guarded.named(Alias.class, "sessions-replica-key-alias");
    Expect.inputs(
        replica,
        """
        {"name": "alias/payments-dev-sessions-key", "targetKeyId": "sessions-replica-key-key-id"}
        """);
    assertThat(replica.provider()).contains("west");
  }

  @Test
  void table_shouldBeEncryptedAndRecoverableInBothRegions() {
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
           "enabled": true, "kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/sessions-key"},
         "replicas": [{
           "regionName": "us-west-2", "pointInTimeRecovery": true, "propagateTags": true,
           "kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/sessions-replica-key"}],
         "streamEnabled": true, "streamViewType": "NEW_AND_OLD_IMAGES",
         "deletionProtectionEnabled": true}
        """);
  }

  @Test
  void protectData_shouldGuardTableAndKeysAndNothingElse() {
    assertThat(guarded.resources().stream().filter(Made::protect).map(Made::name))
        .containsExactlyInAnyOrder("sessions-key", "sessions-replica-key", "sessions-sessions");
  }

  @Test
  void noProtectData_shouldLetEverythingBeTornDown() {
    assertThat(unguarded.resources()).noneMatch(Made::protect);
    assertThat(unguarded.only(Table.class).input("deletionProtectionEnabled")).isEqualTo(false);
    assertThat(unguarded.only(Key.class).input("deletionWindowInDays")).isEqualTo(7.0);
    assertThat(unguarded.only(ReplicaKey.class).input("deletionWindowInDays")).isEqualTo(7.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "us-west-2"})
  void outputs_shouldNameTheCopyOfEachRegion(String region) {
    var table = "arn:aws:dynamodb:%s:123456789012:table/payments-dev-sessions".formatted(region);

    assertThat(guarded.outputs())
        .hasSize(7)
        .containsEntry("tableName", "payments-dev-sessions")
        .containsEntry(region + " table", table)
        .hasEntrySatisfying(
            region + " stream", it -> assertThat(it.toString()).startsWith(table + "/stream/"))
        .hasEntrySatisfying(
            region + " key",
            it ->
                assertThat(it.toString())
                    .endsWith(
                        region.equals("us-east-1") ? "/sessions-key" : "/sessions-replica-key"));
  }

  private static Deployed deploy(boolean protectData) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var west = new Provider("west", ProviderArgs.builder().region("us-west-2").build());
              var sessions =
                  new Sessions(
                      "sessions",
                      new SessionsArgs(
                          Samples.labels(), Samples.scope(), "us-west-2", west, protectData));
              var outputs = new TreeMap<String, Output<?>>();
              outputs.put("tableName", sessions.tableName);
              sessions.copies.forEach(
                  (region, copy) -> {
                    outputs.put(region + " table", copy.tableArn());
                    outputs.put(region + " stream", copy.streamArn());
                    outputs.put(region + " key", copy.keyArn());
                  });
              return outputs;
            });
  }
}
