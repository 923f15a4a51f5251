package payments.shared;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.ReplicaKey;
import com.pulumi.aws.kms.ReplicaKeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import java.util.TreeMap;
import payments.data.EncryptionKey;
import payments.data.SessionTable;
import payments.policy.KeyPolicy;

/**
 * The sessions table in both colors' Regions, each copy under its Region's half of one multi-Region
 * key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html">Global
 *     tables</a>
 */
public final class Sessions extends ComponentResource {
  private static final String KEY = "sessions-key";
  private static final String DESCRIPTION = "Payment sessions of both colors";

  /** The table's name, the same in both Regions. */
  public final Output<String> tableName;

  /** By Region: the ARNs of the table, its stream and its key. */
  public final Map<String, Copy> copies;

  private final String name;
  private final SessionsArgs args;

  /**
   * The table in one Region.
   *
   * @param tableArn the table
   * @param streamArn its stream
   * @param keyArn the key that encrypts it
   */
  public record Copy(Output<String> tableArn, Output<String> streamArn, Output<String> keyArn) {}

  /** Makes the keys and the table, each named from {@code name}. */
  public Sessions(String name, SessionsArgs args) {
    super("payments:shared:Sessions", name);
    this.name = name;
    this.args = args;

    var key = key();
    var replicaKey = replicaKey(key);
    var table =
        SessionTable.makeGlobal(
            name,
            this,
            args.labels(),
            key.arn,
            args.replicaRegion(),
            replicaKey.arn(),
            args.protectData());

    this.tableName = table.name();
    this.copies =
        new TreeMap<>(
            Map.of(
                args.scope().region(),
                new Copy(table.arn(), table.streamArn(), key.arn),
                args.replicaRegion(),
                replica(table, replicaKey)));
    registerOutputs(Map.of("tableName", tableName));
  }

  private EncryptionKey key() {
    return new EncryptionKey(
        name,
        this,
        args.labels(),
        KEY,
        DESCRIPTION,
        KeyPolicy.forData(args.scope()),
        true,
        args.protectData());
  }

  private ReplicaKey replicaKey(EncryptionKey key) {
    var replica =
        new ReplicaKey(
            name + "-replica-key",
            ReplicaKeyArgs.builder()
                .description(DESCRIPTION)
                .primaryKeyArn(key.arn)
                .deletionWindowInDays(EncryptionKey.waitDays(args.protectData()))
                .policy(KeyPolicy.forData(args.scope().in(args.replicaRegion())))
                .tags(args.labels().tags("sessions-replica-key"))
                .build(),
            child().provider(args.replicaProvider()).protect(args.protectData()).build());
    new Alias(
        name + "-replica-key-alias",
        AliasArgs.builder()
            .name(EncryptionKey.alias(args.labels(), KEY))
            .targetKeyId(replica.keyId())
            .build(),
        child().provider(args.replicaProvider()).build());
    return replica;
  }

  private Copy replica(Table table, ReplicaKey key) {
    var copy =
        table
            .replicas()
            .applyValue(
                replicas ->
                    replicas.orElseThrow().stream()
                        .filter(it -> it.regionName().equals(args.replicaRegion()))
                        .findFirst()
                        .orElseThrow());
    return new Copy(
        copy.applyValue(it -> it.arn().orElse(null)),
        copy.applyValue(it -> it.streamArn().orElse(null)),
        key.arn());
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(this);
  }
}
