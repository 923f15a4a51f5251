package payments.data;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.policy.KeyPolicy;

/** All that the color stores, under one customer key. */
public final class DataTier extends ComponentResource {
  /** The name of the database in the cluster. */
  public static final String DATABASE_NAME = AuroraCluster.DATABASE;

  /** The key that encrypts everything the color keeps. */
  public final Output<String> keyArn;

  /** The same key's id. */
  public final Output<String> keyId;

  /** The cluster's identifier, the dimension of its metrics. */
  public final Output<String> clusterIdentifier;

  /** The host name of the cluster's writer. */
  public final Output<String> databaseEndpoint;

  /** The port the cluster listens on. */
  public final Output<Integer> databasePort;

  /** The secret with the master user's name and password, which Aurora rotates. */
  public final Output<String> databaseSecretArn;

  /** The transaction log's bucket. */
  public final Output<String> bucketName;

  /** The transaction log's bucket, as an ARN. */
  public final Output<String> bucketArn;

  /** The color's own sessions, if it keeps them. */
  public final Optional<Sessions> sessions;

  /** Makes the data stores and their children, each named from {@code name}. */
  public DataTier(String name, DataTierArgs args) {
    super("payments:data:DataTier", name);

    var key = key(name, args);
    var cluster = new AuroraCluster(name, this, args, key.arn);
    var log = new TransactionLog(name, this, args, key.arn);
    var table =
        args.ownSessions() ? Optional.of(sessions(name, args, key)) : Optional.<Sessions>empty();

    this.keyArn = key.arn;
    this.keyId = key.id;
    this.clusterIdentifier = cluster.identifier;
    this.databaseEndpoint = cluster.endpoint;
    this.databasePort = cluster.port;
    this.databaseSecretArn = cluster.secretArn;
    this.bucketName = log.bucketName;
    this.bucketArn = log.bucketArn;
    this.sessions = table;
    registerOutputs(
        Map.of("keyArn", keyArn, "databaseEndpoint", databaseEndpoint, "bucketName", bucketName));
  }

  private EncryptionKey key(String name, DataTierArgs args) {
    var labels = args.labels();
    var logGroups =
        new ArrayList<>(
            List.of(
                labels.functionLogGroup("payment"),
                labels.functionLogGroup("ledger"),
                labels.apiLogGroup()));
    AuroraCluster.EXPORTED_LOGS.forEach(kind -> logGroups.add(labels.databaseLogGroup(kind)));
    return new EncryptionKey(
        name,
        this,
        labels,
        "key",
        "All data of the " + labels.suffix() + " environment",
        KeyPolicy.forColor(args.scope(), logGroups),
        false,
        args.protectData());
  }

  private Sessions sessions(String name, DataTierArgs args, EncryptionKey key) {
    var table = SessionTable.make(name, this, args.labels(), key.arn, args.protectData());
    return new Sessions(table.name(), table.arn(), table.streamArn(), key.arn);
  }
}
