package payments;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.naming.HostNames;
import payments.naming.Labels;
import payments.settings.SharedSettings;
import payments.shared.FrontDoor;
import payments.shared.FrontDoorArgs;
import payments.shared.Sessions;
import payments.shared.SessionsArgs;
import payments.shared.ShiftLease;

/**
 * What both colors share, and what outlives each of them: the sessions, the front door and the
 * lease of the cut-over.
 */
final class SharedStack {
  private final SharedSettings settings;
  private final Labels labels;
  private final HostNames hosts;
  private final RegionalProviders providers;

  private SharedStack(SharedSettings settings) {
    this.settings = settings;
    var common = settings.common();
    this.labels = new Labels(common.environmentSuffix(), "shared", common.region(), common.tags());
    this.hosts = new HostNames(settings.domainName());
    this.providers = new RegionalProviders(common.region());
  }

  /**
   * Makes the shared resources.
   *
   * @return the stack's outputs
   */
  static Map<String, Output<?>> build(SharedSettings settings) {
    return new SharedStack(settings).build();
  }

  private Map<String, Output<?>> build() {
    var sessions = sessions();
    var key = sessions.copies.get(settings.common().region()).keyArn();
    return outputs(sessions, new ShiftLease("shift", labels, key), frontDoor());
  }

  private Sessions sessions() {
    var home = settings.common().region();
    var replica =
        Stream.of(settings.regions().blue(), settings.regions().green())
            .filter(region -> !region.equals(home))
            .findFirst()
            .orElseThrow();
    return new Sessions(
        "sessions",
        new SessionsArgs(
            labels,
            Account.scope(home),
            replica,
            providers.in(replica).orElseThrow(),
            settings.common().protectData()));
  }

  private FrontDoor frontDoor() {
    return new FrontDoor(
        "front-door",
        new FrontDoorArgs(
            labels, hosts, settings.hostedZoneId(), providers.in(FrontDoor.CERTIFICATE_REGION)));
  }

  private Map<String, Output<?>> outputs(Sessions sessions, ShiftLease lease, FrontDoor frontDoor) {
    var tables = new TreeMap<String, Output<?>>();
    var outputs = new TreeMap<String, Output<?>>();
    outputs.put(StackOutputs.ENVIRONMENT_SUFFIX, Output.of(settings.common().environmentSuffix()));
    outputs.put(StackOutputs.REGION, Output.of(settings.common().region()));
    outputs.put(StackOutputs.TRAFFIC_WEIGHTS, Output.of(settings.trafficWeights().byColor()));
    outputs.put(StackOutputs.REGIONS, Output.of(settings.regions().byColor()));
    outputs.put(StackOutputs.DOMAIN_NAME, Output.of(settings.domainName()));
    outputs.put(StackOutputs.HOSTED_ZONE_ID, Output.of(settings.hostedZoneId()));
    outputs.put(StackOutputs.ORIGIN_DOMAIN_NAME, Output.of(hosts.origin()));
    outputs.put(StackOutputs.SESSION_TABLE_NAME, sessions.tableName);
    sessions.copies.forEach(
        (region, copy) ->
            tables.put(
                region,
                Output.of(
                    Map.of(
                        StackOutputs.TABLE_ARN, copy.tableArn(),
                        StackOutputs.STREAM_ARN, copy.streamArn(),
                        StackOutputs.KEY_ARN, copy.keyArn()))));
    outputs.put(StackOutputs.SESSION_TABLES, Output.of(tables));
    outputs.put(StackOutputs.SHIFT_LEASE_TABLE_NAME, lease.tableName);
    outputs.put(StackOutputs.CLOUD_FRONT_DISTRIBUTION_ID, frontDoor.distributionId);
    outputs.put(StackOutputs.CLOUD_FRONT_DOMAIN_NAME, frontDoor.distributionDomainName);
    return outputs;
  }
}
