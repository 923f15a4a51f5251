package payments.data;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterArgs;
import com.pulumi.aws.rds.ClusterInstance;
import com.pulumi.aws.rds.ClusterInstanceArgs;
import com.pulumi.aws.rds.ClusterParameterGroup;
import com.pulumi.aws.rds.ClusterParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.inputs.ClusterParameterGroupParameterArgs;
import com.pulumi.aws.rds.inputs.ClusterServerlessv2ScalingConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Aurora MySQL cluster that holds the ledger: a writer and readers spread over the zones,
 * encrypted, reachable over TLS only, with a master password that Aurora makes, keeps in Secrets
 * Manager and rotates.
 */
final class AuroraCluster {
  /**
   * The general log is left out, unlike in the original template: it holds every statement with its
   * data. The audit log holds who connected and what changed in rights and structure.
   */
  static final List<String> EXPORTED_LOGS = List.of("audit", "error", "slowquery");

  static final String DATABASE = "payments";

  private static final String ENGINE = "aurora-mysql";
  private static final Map<String, String> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "character_set_server", "utf8mb4",
              "collation_server", "utf8mb4_unicode_ci",
              "require_secure_transport", "ON",
              "server_audit_logging", "1",
              "server_audit_events", "CONNECT,QUERY_DCL,QUERY_DDL",
              "slow_query_log", "1",
              "long_query_time", "1"));

  /** Aurora capacity units: 2 GiB of memory each, with the processors that go with it. */
  private static final double LEAST_CAPACITY = 0.5;

  private static final double MOST_CAPACITY = 16;

  final Output<String> identifier;
  final Output<String> endpoint;
  final Output<Integer> port;
  final Output<String> secretArn;

  private final String name;
  private final Resource parent;
  private final DataTierArgs args;

  AuroraCluster(String name, Resource parent, DataTierArgs args, Output<String> keyArn) {
    this.name = name;
    this.parent = parent;
    this.args = args;

    var logGroups = EXPORTED_LOGS.stream().map(kind -> logGroup(kind, keyArn)).toList();
    var cluster = cluster(keyArn, subnetGroup(), parameterGroup(), logGroups);
    for (int i = 0; i < args.database().instances(); i++) {
      instance(cluster, i);
    }

    this.identifier = cluster.clusterIdentifier();
    this.endpoint = cluster.endpoint();
    this.port = cluster.port();
    this.secretArn =
        cluster.masterUserSecrets().applyValue(secrets -> secrets.get(0).secretArn().orElse(null));
  }

  /** Made here first, since Aurora would make it without a key and keep the logs for ever. */
  private LogGroup logGroup(String kind, Output<String> keyArn) {
    return new LogGroup(
        name + "-aurora-" + kind + "-log",
        LogGroupArgs.builder()
            .name(args.labels().databaseLogGroup(kind))
            .kmsKeyId(keyArn)
            .retentionInDays(args.logRetentionDays())
            .tags(args.labels().tags("aurora-" + kind + "-log"))
            .build(),
        child().build());
  }

  private SubnetGroup subnetGroup() {
    return new SubnetGroup(
        name + "-aurora-subnets",
        SubnetGroupArgs.builder()
            .name(args.labels().name("aurora-subnets"))
            .description("Private subnets of the " + args.labels().suffix() + " environment")
            .subnetIds(args.subnetIds())
            .tags(args.labels().tags("aurora-subnets"))
            .build(),
        child().build());
  }

  private ClusterParameterGroup parameterGroup() {
    return new ClusterParameterGroup(
        name + "-aurora-parameters",
        ClusterParameterGroupArgs.builder()
            .name(args.labels().name("aurora-parameters"))
            .description("Aurora MySQL of the " + args.labels().suffix() + " environment")
            .family("aurora-mysql8.0")
            .parameters(
                PARAMETERS.entrySet().stream()
                    .map(
                        parameter ->
                            ClusterParameterGroupParameterArgs.builder()
                                .name(parameter.getKey())
                                .value(parameter.getValue())
                                .build())
                    .toList())
            .tags(args.labels().tags("aurora-parameters"))
            .build(),
        child().build());
  }

  private Cluster cluster(
      Output<String> keyArn,
      SubnetGroup subnets,
      ClusterParameterGroup parameters,
      List<LogGroup> logGroups) {
    var builder =
        ClusterArgs.builder()
            .clusterIdentifier(args.labels().name("aurora"))
            .engine(ENGINE)
            .engineVersion(args.database().engineVersion())
            .databaseName(DATABASE)
            .masterUsername(args.database().masterUsername())
            .manageMasterUserPassword(true)
            .masterUserSecretKmsKeyId(keyArn)
            .dbSubnetGroupName(subnets.name())
            .dbClusterParameterGroupName(parameters.name())
            .vpcSecurityGroupIds(args.securityGroupId().applyValue(List::of))
            .storageEncrypted(true)
            .kmsKeyId(keyArn)
            .backupRetentionPeriod(7)
            .preferredBackupWindow("03:00-04:00")
            .preferredMaintenanceWindow("sun:04:00-sun:05:00")
            .copyTagsToSnapshot(true)
            .enabledCloudwatchLogsExports(EXPORTED_LOGS)
            // Not at the next window: the ledger waits meanwhile, payments do not.
            .applyImmediately(true)
            .deletionProtection(args.protectData())
            .skipFinalSnapshot(!args.protectData())
            .tags(args.labels().tags("aurora"));
    if (args.protectData()) {
      builder.finalSnapshotIdentifier(finalSnapshot());
    }
    if (args.database().serverless()) {
      builder.serverlessv2ScalingConfiguration(
          ClusterServerlessv2ScalingConfigurationArgs.builder()
              .minCapacity(LEAST_CAPACITY)
              .maxCapacity(MOST_CAPACITY)
              .build());
    }
    return new Cluster(
        name + "-aurora",
        builder.build(),
        child().protect(args.protectData()).dependsOn(List.copyOf(logGroups)).build());
  }

  /**
   * Carries the VPC's id, so that a color that is destroyed, built again and destroyed leaves two
   * snapshots.
   */
  private Output<String> finalSnapshot() {
    return args.vpcId().applyValue(vpc -> args.labels().name("aurora-final") + "-" + vpc);
  }

  private ClusterInstance instance(Cluster cluster, int index) {
    var thing = "aurora-" + (index + 1);
    return new ClusterInstance(
        name + "-" + thing,
        ClusterInstanceArgs.builder()
            .identifier(args.labels().name(thing))
            .clusterIdentifier(cluster.clusterIdentifier())
            .engine(ENGINE)
            .instanceClass(args.database().instanceClass())
            .availabilityZone(args.zones().applyValue(zones -> zones.get(index % zones.size())))
            .promotionTier(index)
            .dbSubnetGroupName(cluster.dbSubnetGroupName())
            .publiclyAccessible(false)
            .autoMinorVersionUpgrade(false)
            .applyImmediately(true)
            .copyTagsToSnapshot(true)
            .tags(args.labels().tags(thing))
            .build(),
        child().build());
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }
}
