package payments.shared;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import payments.naming.Labels;

/**
 * Where a cut-over writes that it is under way, so that no second one starts: one item, keyed
 * {@code name}, that its tool renews while it lives.
 *
 * <p>Nothing in it outlives a cut-over, so it is neither backed up nor protected. It has no
 * time-to-live either: DynamoDB deletes expired items <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">within days</a>,
 * and a lease that ran out says so itself.
 */
public final class ShiftLease extends ComponentResource {
  private static final String KEY = "name";

  /** The table's name. */
  public final Output<String> tableName;

  /**
   * Makes the table, named from {@code name}.
   *
   * @param keyArn the key that encrypts it
   */
  public ShiftLease(String name, Labels labels, Output<String> keyArn) {
    super("payments:shared:ShiftLease", name);
    var table =
        new Table(
            name + "-lease",
            TableArgs.builder()
                .name(labels.name("shift-lease"))
                .billingMode("PAY_PER_REQUEST")
                .attributes(TableAttributeArgs.builder().name(KEY).type("S").build())
                .hashKey(KEY)
                .serverSideEncryption(
                    TableServerSideEncryptionArgs.builder().enabled(true).kmsKeyArn(keyArn).build())
                .tags(labels.tags("shift-lease"))
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    this.tableName = table.name();
    registerOutputs(Map.of("tableName", tableName));
  }
}
