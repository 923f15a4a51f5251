package payments.data;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableGlobalSecondaryIndexArgs;
import com.pulumi.aws.dynamodb.inputs.TablePointInTimeRecoveryArgs;
import com.pulumi.aws.dynamodb.inputs.TableReplicaArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import payments.naming.Labels;

/**
 * The table of payments in progress and done, keyed by transaction, with the stream that feeds the
 * ledger. The same in a color alone and, with a replica, behind both.
 */
public final class SessionTable {
  private static final String KEY = "sessionId";
  private static final String USER = "userId";

  private SessionTable() {}

  /** Makes the table in one Region. */
  public static Table make(
      String name, Resource parent, Labels labels, Output<String> keyArn, boolean protectData) {
    return make(name, parent, protectData, definition(labels, keyArn, protectData));
  }

  /**
   * Makes the table in the Region of {@code parent} and one replica, which share every item.
   *
   * @param replicaKeyArn the key that encrypts the replica: one of the replica's own Region
   */
  public static Table makeGlobal(
      String name,
      Resource parent,
      Labels labels,
      Output<String> keyArn,
      String replicaRegion,
      Output<String> replicaKeyArn,
      boolean protectData) {
    var replica =
        TableReplicaArgs.builder()
            .regionName(replicaRegion)
            .kmsKeyArn(replicaKeyArn)
            .pointInTimeRecovery(true)
            .propagateTags(true)
            .build();
    return make(
        name, parent, protectData, definition(labels, keyArn, protectData).replicas(replica));
  }

  private static Table make(
      String name, Resource parent, boolean protectData, TableArgs.Builder builder) {
    return new Table(
        name + "-sessions",
        builder.build(),
        CustomResourceOptions.builder().parent(parent).protect(protectData).build());
  }

  private static TableArgs.Builder definition(
      Labels labels, Output<String> keyArn, boolean protectData) {
    return TableArgs.builder()
        .name(labels.name("sessions"))
        .billingMode("PAY_PER_REQUEST")
        .attributes(
            TableAttributeArgs.builder().name(KEY).type("S").build(),
            TableAttributeArgs.builder().name(USER).type("S").build())
        .hashKey(KEY)
        .globalSecondaryIndexes(
            TableGlobalSecondaryIndexArgs.builder()
                .name("UserIdIndex")
                .hashKey(USER)
                .projectionType("ALL")
                .build())
        .pointInTimeRecovery(TablePointInTimeRecoveryArgs.builder().enabled(true).build())
        .serverSideEncryption(
            TableServerSideEncryptionArgs.builder().enabled(true).kmsKeyArn(keyArn).build())
        .streamEnabled(true)
        .streamViewType("NEW_AND_OLD_IMAGES")
        .deletionProtectionEnabled(protectData)
        .tags(labels.tags("sessions"));
  }
}
