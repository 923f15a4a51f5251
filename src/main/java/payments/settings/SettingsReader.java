package payments.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.naming.Cidr;
import payments.naming.SubnetPlan;

/** Turns a stack's configuration into settings, and collects every mistake on the way. */
public final class SettingsReader {
  private static final String REGION_KEY = "aws:region";

  /** Well above the quota that AWS gives an account, which can be raised. */
  private static final int MOST_CALLS = 100_000;

  private static final String DEFAULT_ENGINE_VERSION = "8.0.mysql_aurora.3.10.0";
  private static final SubnetPlan DEFAULT_SUBNETS =
      new SubnetPlan(Cidr.parse("10.0.0.0/16").orElseThrow());

  private final StackConfig config;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(StackConfig config) {
    this.config = config;
  }

  /**
   * Reads and checks the whole configuration. A blank value, or an empty object, counts as not set.
   *
   * @throws SettingsException if anything in it is wrong, listing all that is
   */
  public static Settings read(StackConfig config) {
    return new SettingsReader(config).read();
  }

  private Settings read() {
    var role = optional(Key.ROLE, Rules.role(), Role.COLOR);
    refuseSecrets();
    refuseUnknownKeys();
    refuseKeysOfOtherRole(role);
    return role == Role.SHARED ? shared() : color();
  }

  private SharedSettings shared() {
    var common = common();
    var domainName = required(Key.DOMAIN_NAME, Rules.domainName());
    var hostedZoneId = required(Key.HOSTED_ZONE_ID, Rules.hostedZoneId());
    var weights = optional(Key.TRAFFIC_WEIGHTS, Rules.trafficWeights(), new PerColor<>(100, 0));
    var regions = optional(Key.REGIONS, Rules.regions(), new PerColor<>("us-east-1", "us-west-2"));
    refuseForeignRegion(common.region(), regions);
    reportProblems();
    return new SharedSettings(
        common, domainName.orElseThrow(), hostedZoneId.orElseThrow(), weights, regions);
  }

  private ColorSettings color() {
    var settings =
        new ColorSettings(
            common(),
            colorOrStackName(),
            optional(Key.BLUE_GREEN, Rules.flag(), false),
            optional(Key.VPC_CIDR, Rules.vpcCidr(), DEFAULT_SUBNETS),
            new DatabaseSettings(
                optional(Key.DB_MASTER_USERNAME, Rules.dbMasterUsername(), "admin"),
                optional(Key.DB_ENGINE_VERSION, Rules.dbEngineVersion(), DEFAULT_ENGINE_VERSION),
                optional(Key.DB_INSTANCE_CLASS, Rules.dbInstanceClass(), "db.serverless"),
                optional(Key.DB_INSTANCES, Rules.between(1, 15, "", 2), 2)),
            new FunctionSettings(
                optional(Key.FUNCTION_MEMORY, Rules.between(128, 10240, " MB", 512), 512),
                optional(Key.FUNCTION_TIMEOUT, Rules.between(30, 900, " seconds", 60), 60),
                optional(Key.FUNCTION_RUNTIME, Rules.functionRuntime(), FunctionRuntime.JAVA_21)),
            new ThrottleSettings(
                optional(
                    Key.API_RATE_LIMIT,
                    Rules.between(1, MOST_CALLS, " calls per second", 500),
                    500),
                optional(Key.API_BURST_LIMIT, Rules.between(1, MOST_CALLS, " calls", 1000), 1000)),
            optional(Key.ALERT_EMAIL, Rules.alertEmail(), "alerts@example.com"),
            optional(Key.LOG_RETENTION_DAYS, Rules.logRetentionDays(), 90));
    reportProblems();
    return settings;
  }

  private CommonSettings common() {
    return new CommonSettings(
        suffixOrStackName(),
        region(),
        optional(Key.PROTECT_DATA, Rules.flag(), true),
        optional(Key.TAGS, Rules.tags(), Map.of()));
  }

  private String suffixOrStackName() {
    return optional(Key.ENVIRONMENT_SUFFIX, Rules.environmentSuffix(), null, config.stack());
  }

  private Color colorOrStackName() {
    return optional(Key.COLOR, Rules.color(), null, config.stack());
  }

  private String region() {
    var text = Optional.ofNullable(config.values().get(REGION_KEY));
    if (text.isEmpty()) {
      problem(REGION_KEY, "not set", Rules.region());
    }
    return text.flatMap(it -> parsed(REGION_KEY, it, Rules.region())).orElse("");
  }

  private <T> T optional(Key key, Rule<T> rule, T fallback) {
    return text(key).flatMap(it -> parsed(key.qualified(), it, rule)).orElse(fallback);
  }

  /** The setting, or in its absence the given text taken as the setting. */
  private <T> T optional(Key key, Rule<T> rule, T onProblem, String text) {
    if (text(key).isPresent()) {
      return optional(key, rule, onProblem);
    }
    var value = rule.parser().apply(text);
    if (value.isEmpty()) {
      problem(key.qualified(), "not set and the stack's name is \"" + text + "\"", rule);
    }
    return value.orElse(onProblem);
  }

  private <T> Optional<T> required(Key key, Rule<T> rule) {
    var text = text(key);
    if (text.isEmpty()) {
      problem(key.qualified(), "not set", rule);
    }
    return text.flatMap(it -> parsed(key.qualified(), it, rule));
  }

  private Optional<String> text(Key key) {
    return Optional.ofNullable(config.values().get(key.qualified())).filter(it -> !isBlank(it));
  }

  private <T> Optional<T> parsed(String key, String text, Rule<T> rule) {
    var value = rule.parser().apply(text);
    if (value.isEmpty()) {
      problem(key, shown(key, text), rule);
    }
    return value;
  }

  private void refuseSecrets() {
    for (var key : sorted(config.secretKeys())) {
      if (Key.of(key).isPresent()) {
        problems.add(
            new Problem(
                key,
                "encrypted",
                "plain text, since it ends up in names, tags or AWS's own settings",
                "pulumi config set %s VALUE --plaintext -s %s".formatted(key, config.stack())));
      }
    }
  }

  private void refuseUnknownKeys() {
    for (var key : sorted(config.values().keySet())) {
      if (key.startsWith(Key.NAMESPACE) && Key.of(key).isEmpty()) {
        problems.add(
            new Problem(
                key,
                "no setting of this program",
                "the settings in Pulumi.yaml; the nearest is " + nearest(key),
                "pulumi config rm %s -s %s".formatted(key, config.stack())));
      }
    }
  }

  private void refuseKeysOfOtherRole(Role role) {
    for (var key : Key.values()) {
      if (!key.belongsTo(role) && text(key).isPresent()) {
        var other = role == Role.SHARED ? "color" : "shared";
        problems.add(
            new Problem(
                key.qualified(),
                shown(key.qualified(), text(key).orElseThrow()),
                "only where payments:role is " + other,
                "pulumi config rm %s -s %s".formatted(key.qualified(), config.stack())));
      }
    }
  }

  /**
   * The sessions table is created where the shared stack is, so that must be one of the colors'
   * Regions.
   */
  private void refuseForeignRegion(String region, PerColor<String> regions) {
    if (!region.isEmpty() && !regions.byColor().containsValue(region)) {
      problems.add(
          new Problem(
              REGION_KEY,
              shown(REGION_KEY, region),
              "one of payments:regions, " + regions.blue() + " or " + regions.green(),
              "pulumi config set %s %s -s %s"
                  .formatted(REGION_KEY, regions.blue(), config.stack())));
    }
  }

  private void reportProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(
          config.stack(), problems.stream().sorted(Comparator.comparing(Problem::key)).toList());
    }
  }

  private void problem(String key, String value, Rule<?> rule) {
    problems.add(new Problem(key, value, rule.allowed(), rule.fix(key, config.stack())));
  }

  private String shown(String key, String text) {
    return config.secretKeys().contains(key) ? "encrypted" : "\"" + text + "\"";
  }

  private static boolean isBlank(String text) {
    return text.isBlank() || text.equals("{}");
  }

  private static Iterable<String> sorted(Iterable<String> keys) {
    var sorted = new TreeSet<String>();
    keys.forEach(sorted::add);
    return sorted;
  }

  private static String nearest(String key) {
    return Stream.of(Key.values())
        .map(Key::qualified)
        .min(Comparator.comparingInt(candidate -> EditDistance.between(candidate, key)))
        .orElseThrow();
  }
}
