package payments;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.compute.ComputeTier;
import payments.compute.ComputeTierArgs;
import payments.data.DataTier;
import payments.data.DataTierArgs;
import payments.data.Sessions;
import payments.edge.Edge;
import payments.edge.EdgeArgs;
import payments.monitoring.Monitoring;
import payments.monitoring.MonitoringArgs;
import payments.naming.Labels;
import payments.network.Network;
import payments.network.NetworkArgs;
import payments.policy.Scope;
import payments.settings.ColorSettings;

/** One color: a complete payment system, alone or behind the shared front door. */
final class ColorStack {
  /** The alias of a color that stands alone; behind the front door it is the color's name. */
  private static final String ALIAS_ALONE = "live";

  private static final int WHOLE_TRAFFIC = 100;

  private final ColorSettings settings;
  private final Path code;
  private final Optional<SharedValues> shared;
  private final Labels labels;
  private final Scope scope;

  private ColorStack(ColorSettings settings, Path code, Optional<SharedValues> shared) {
    this.settings = settings;
    this.code = code;
    this.shared = shared;
    var common = settings.common();
    this.labels =
        new Labels(
            common.environmentSuffix(), settings.color().id(), common.region(), common.tags());
    this.scope = Account.scope(common.region());
  }

  /**
   * Makes the color's resources.
   *
   * @param settings the stack's settings
   * @param code the functions' zip
   * @param shared the shared stack's values; empty for a color alone
   * @return the stack's outputs
   */
  static Map<String, Output<?>> build(
      ColorSettings settings, Path code, Optional<SharedValues> shared) {
    return new ColorStack(settings, code, shared).build();
  }

  private Map<String, Output<?>> build() {
    var network = network();
    var data = dataTier(network);
    var sessions =
        shared
            .map(it -> it.sessions(settings.common().region()))
            .or(() -> data.sessions)
            .orElseThrow();
    var compute = computeTier(network, data, sessions);
    var edge = edge(data, compute, List.of(network, data, compute));
    var monitoring = monitoring(data, compute, edge);
    return outputs(network, data, sessions, compute, edge, monitoring);
  }

  private Network network() {
    return new Network(
        "network",
        new NetworkArgs(labels, scope.region(), settings.subnets(), Account.availabilityZones()));
  }

  private DataTier dataTier(Network network) {
    return new DataTier(
        "data",
        new DataTierArgs(
            labels,
            scope,
            settings.database(),
            settings.logRetentionDays(),
            settings.common().protectData(),
            shared.isEmpty(),
            network.vpcId,
            network.privateSubnetIds,
            network.zones,
            network.databaseSecurityGroupId));
  }

  private ComputeTier computeTier(Network network, DataTier data, Sessions sessions) {
    return new ComputeTier(
        "compute",
        new ComputeTierArgs(
            labels,
            scope,
            settings.function(),
            settings.color().id(),
            shared.isPresent() ? settings.color().id() : ALIAS_ALONE,
            code,
            settings.logRetentionDays(),
            data.keyArn,
            sessions,
            data.bucketName,
            data.bucketArn,
            new ComputeTierArgs.Database(
                data.databaseEndpoint,
                data.databasePort,
                DataTier.DATABASE_NAME,
                data.databaseSecretArn),
            network.privateSubnetIds,
            network.functionSecurityGroupId));
  }

  private Edge edge(DataTier data, ComputeTier compute, List<Resource> serving) {
    return new Edge(
        "edge",
        new EdgeArgs(
            labels,
            scope,
            settings.logRetentionDays(),
            data.keyArn,
            settings.throttle(),
            new EdgeArgs.Target(
                compute.paymentFunctionName, compute.paymentAliasName, compute.paymentInvokeArn),
            shared.map(
                it ->
                    new EdgeArgs.Route(
                        it.hosts(),
                        it.hostedZoneId(),
                        settings.color().id(),
                        it.trafficWeights().of(settings.color()),
                        Monitoring.topicArn(labels, scope))),
            serving));
  }

  private Monitoring monitoring(DataTier data, ComputeTier compute, Edge edge) {
    return new Monitoring(
        "monitoring",
        new MonitoringArgs(
            labels,
            scope,
            data.keyArn,
            settings.alertEmail(),
            new MonitoringArgs.Watched(
                data.clusterIdentifier,
                compute.paymentFunctionName,
                compute.ledgerFunctionName,
                compute.failureQueueName,
                edge.apiName,
                edge.stageName,
                edge.accessLogName)));
  }

  private Map<String, Output<?>> outputs(
      Network network,
      DataTier data,
      Sessions sessions,
      ComputeTier compute,
      Edge edge,
      Monitoring monitoring) {
    var outputs = new TreeMap<String, Output<?>>();
    outputs.put(StackOutputs.ENVIRONMENT_SUFFIX, Output.of(settings.common().environmentSuffix()));
    outputs.put(StackOutputs.REGION, Output.of(settings.common().region()));
    outputs.put(StackOutputs.DEPLOYMENT_COLOR, Output.of(settings.color().id()));
    outputs.put(
        StackOutputs.TRAFFIC_WEIGHT,
        Output.of(
            shared.map(it -> it.trafficWeights().of(settings.color())).orElse(WHOLE_TRAFFIC)));
    outputs.put(StackOutputs.VPC_ID, network.vpcId);
    outputs.put(StackOutputs.MASTER_KMS_KEY_ID, data.keyId);
    outputs.put(StackOutputs.RDS_ENDPOINT, data.databaseEndpoint);
    outputs.put(StackOutputs.DB_MASTER_SECRET_ARN, data.databaseSecretArn);
    outputs.put(StackOutputs.TRANSACTION_LOGS_BUCKET_NAME, data.bucketName);
    outputs.put(StackOutputs.SESSION_TABLE_NAME, sessions.tableName());
    outputs.put(StackOutputs.LAMBDA_FUNCTION_ARN, compute.paymentFunctionArn);
    outputs.put(StackOutputs.LAMBDA_ALIAS_ARN, compute.paymentAliasArn);
    outputs.put(StackOutputs.LAMBDA_VERSION_NUMBER, compute.paymentVersion);
    outputs.put(StackOutputs.LEDGER_FUNCTION_NAME, compute.ledgerFunctionName);
    outputs.put(StackOutputs.API_NAME, edge.apiName);
    outputs.put(StackOutputs.API_ENDPOINT, edge.apiEndpoint);
    outputs.put(StackOutputs.COLOR_URL, edge.colorUrl);
    outputs.put(StackOutputs.SNS_TOPIC_ARN, monitoring.topicArn);
    edge.healthCheckId.ifPresent(it -> outputs.put(StackOutputs.HEALTH_CHECK_ID, it));
    edge.recordName.ifPresent(it -> outputs.put(StackOutputs.ROUTE53_RECORD_NAME, it));
    return outputs;
  }
}
