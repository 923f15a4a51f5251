package payments.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** Every setting in the {@code payments} namespace, and the stacks it belongs to. */
enum Key {
  ROLE("role", true, true),
  ENVIRONMENT_SUFFIX("environmentSuffix", true, true),
  PROTECT_DATA("protectData", true, true),
  TAGS("tags", true, true),
  DOMAIN_NAME("domainName", true, false),
  HOSTED_ZONE_ID("hostedZoneId", true, false),
  TRAFFIC_WEIGHTS("trafficWeights", true, false),
  REGIONS("regions", true, false),
  COLOR("color", false, true),
  BLUE_GREEN("blueGreen", false, true),
  VPC_CIDR("vpcCidr", false, true),
  DB_MASTER_USERNAME("dbMasterUsername", false, true),
  DB_ENGINE_VERSION("dbEngineVersion", false, true),
  DB_INSTANCE_CLASS("dbInstanceClass", false, true),
  DB_INSTANCES("dbInstances", false, true),
  ALERT_EMAIL("alertEmail", false, true),
  FUNCTION_MEMORY("functionMemory", false, true),
  FUNCTION_TIMEOUT("functionTimeout", false, true),
  FUNCTION_RUNTIME("functionRuntime", false, true),
  API_RATE_LIMIT("apiRateLimit", false, true),
  API_BURST_LIMIT("apiBurstLimit", false, true),
  LOG_RETENTION_DAYS("logRetentionDays", false, true);

  static final String NAMESPACE = "payments:";

  private final String text;
  private final boolean inShared;
  private final boolean inColor;

  Key(String text, boolean inShared, boolean inColor) {
    this.text = text;
    this.inShared = inShared;
    this.inColor = inColor;
  }

  /** The key as the configuration spells it, with its namespace. */
  String qualified() {
    return NAMESPACE + text;
  }

  boolean belongsTo(Role role) {
    return role == Role.SHARED ? inShared : inColor;
  }

  static Optional<Key> of(String qualified) {
    return Stream.of(values()).filter(key -> key.qualified().equals(qualified)).findFirst();
  }
}
