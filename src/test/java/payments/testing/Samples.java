package payments.testing;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.naming.Labels;
import payments.policy.Scope;
import payments.settings.ColorSettings;
import payments.settings.SettingsReader;
import payments.settings.SharedSettings;
import payments.settings.StackConfig;

/** Settings and outputs that tests start from. */
public final class Samples {
  /** The account in every ARN of a test. */
  public static final String ACCOUNT = MockAws.ACCOUNT;

  /** The Region that tests of one component are in. */
  public static final String REGION = "us-east-1";

  private Samples() {}

  /** The labels of environment dev, color blue. */
  public static Labels labels() {
    return new Labels("dev", "blue", REGION, Map.of());
  }

  /** The account in {@link #REGION}. */
  public static Scope scope() {
    return new Scope(REGION, Output.of(ACCOUNT));
  }

  /**
   * The settings of a color in its usual Region.
   *
   * @param color the stack's name, {@code blue} or {@code green}
   * @param changes further settings, keys and values in turn, without namespace
   */
  public static ColorSettings color(String color, String... changes) {
    var values = new TreeMap<String, String>();
    values.put("aws:region", regionOf(color));
    put(values, changes);
    return (ColorSettings) SettingsReader.read(new StackConfig(color, values, Set.of()));
  }

  /**
   * The settings of the shared stack.
   *
   * @param changes further settings, keys and values in turn, without namespace
   */
  public static SharedSettings shared(String... changes) {
    var values = new TreeMap<String, String>();
    values.put("aws:region", "us-east-1");
    values.put("payments:role", "shared");
    values.put("payments:domainName", "pay.example.com");
    values.put("payments:hostedZoneId", "Z0123456789");
    put(values, changes);
    return (SharedSettings) SettingsReader.read(new StackConfig("shared", values, Set.of()));
  }

  /** What a deployed shared stack offers, as Pulumi hands it over: numbers are {@code Double}. */
  public static Map<String, Object> sharedOutputs() {
    return Map.of(
        "trafficWeights",
        Map.of("blue", 70.0, "green", 30.0),
        "regions",
        Map.of("blue", "us-east-1", "green", "us-west-2"),
        "domainName",
        "pay.example.com",
        "hostedZoneId",
        "Z0123456789",
        "sessionTableName",
        "payments-shared-sessions",
        "sessionTables",
        Map.of("us-east-1", copy("us-east-1"), "us-west-2", copy("us-west-2")));
  }

  /** The Region that a color is in by default. */
  public static String regionOf(String color) {
    return color.equals("green") ? "us-west-2" : "us-east-1";
  }

  private static Map<String, Object> copy(String region) {
    var table = "arn:aws:dynamodb:%s:%s:table/payments-shared-sessions".formatted(region, ACCOUNT);
    return Map.of(
        "tableArn",
        table,
        "streamArn",
        table + "/stream/1",
        "keyArn",
        "arn:aws:kms:%s:%s:key/mrk-1".formatted(region, ACCOUNT));
  }

  private static void put(Map<String, String> values, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      values.put("payments:" + changes[i], changes[i + 1]);
    }
  }
}
