package payments.settings;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every setting in the {@code payments} namespace, and the stacks it belongs to. */
enum Key {
  ROLE("role", EnumSet.allOf(Role.class)),
  ENVIRONMENT_SUFFIX("environmentSuffix", EnumSet.allOf(Role.class)),
  PROTECT_DATA("protectData", EnumSet.allOf(Role.class)),
  TAGS("tags", EnumSet.allOf(Role.class)),
  DOMAIN_NAME("domainName", EnumSet.of(Role.SHARED)),
  HOSTED_ZONE_ID("hostedZoneId", EnumSet.of(Role.SHARED)),
  TRAFFIC_WEIGHTS("trafficWeights", EnumSet.of(Role.SHARED)),
  REGIONS("regions", EnumSet.of(Role.SHARED)),
  COLOR("color", EnumSet.of(Role.COLOR)),
  BLUE_GREEN("blueGreen", EnumSet.of(Role.COLOR)),
  VPC_CIDR("vpcCidr", EnumSet.of(Role.COLOR)),
  DB_MASTER_USERNAME("dbMasterUsername", EnumSet.of(Role.COLOR)),
  DB_ENGINE_VERSION("dbEngineVersion", EnumSet.of(Role.COLOR)),
  DB_INSTANCE_CLASS("dbInstanceClass", EnumSet.of(Role.COLOR)),
  DB_INSTANCES("dbInstances", EnumSet.of(Role.COLOR)),
  ALERT_EMAIL("alertEmail", EnumSet.of(Role.COLOR)),
  FUNCTION_MEMORY("functionMemory", EnumSet.of(Role.COLOR)),
  FUNCTION_TIMEOUT("functionTimeout", EnumSet.of(Role.COLOR)),
  FUNCTION_RUNTIME("functionRuntime", EnumSet.of(Role.COLOR)),
  LOG_RETENTION_DAYS("logRetentionDays", EnumSet.of(Role.COLOR));

  static final String NAMESPACE = "payments:";

  private final String text;
  private final Set<Role> roles;

  Key(String text, Set<Role> roles) {
    this.text = text;
    this.roles = roles;
  }

  /** The key as the configuration spells it, with its namespace. */
  String qualified() {
    return NAMESPACE + text;
  }

  boolean belongsTo(Role role) {
    return roles.contains(role);
  }

  static Optional<Key> of(String qualified) {
    return Stream.of(values()).filter(key -> key.qualified().equals(qualified)).findFirst();
  }
}
