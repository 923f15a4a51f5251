package payments;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import payments.data.Sessions;
import payments.naming.HostNames;
import payments.settings.Color;
import payments.settings.PerColor;

/**
 * What a color takes from the shared stack.
 *
 * @param trafficWeights each color's share in percent
 * @param regions each color's AWS Region
 * @param hosts the customers' domain
 * @param hostedZoneId the zone that holds it
 * @param sessionTableName the sessions table
 * @param sessionTables its copies by Region
 */
record SharedValues(
    PerColor<Integer> trafficWeights,
    PerColor<String> regions,
    HostNames hosts,
    String hostedZoneId,
    String sessionTableName,
    Map<String, Copy> sessionTables) {

  /** The outputs that a color reads. */
  static final List<String> OUTPUTS =
      List.of(
          StackOutputs.TRAFFIC_WEIGHTS,
          StackOutputs.REGIONS,
          StackOutputs.DOMAIN_NAME,
          StackOutputs.HOSTED_ZONE_ID,
          StackOutputs.SESSION_TABLE_NAME,
          StackOutputs.SESSION_TABLES);

  /**
   * The sessions table in one Region, by ARN.
   *
   * @param table the table
   * @param stream its stream
   * @param key the key that encrypts it
   */
  record Copy(String table, String stream, String key) {}

  /** Reads the outputs as Pulumi hands them over, where every number is a {@code Double}. */
  static SharedValues of(Map<String, Object> outputs) {
    var copies = new TreeMap<String, Copy>();
    map(outputs, StackOutputs.SESSION_TABLES)
        .forEach(
            (region, arns) -> {
              var byKind = (Map<?, ?>) arns;
              copies.put(
                  region.toString(),
                  new Copy(
                      byKind.get(StackOutputs.TABLE_ARN).toString(),
                      byKind.get(StackOutputs.STREAM_ARN).toString(),
                      byKind.get(StackOutputs.KEY_ARN).toString()));
            });
    return new SharedValues(
        perColor(outputs, StackOutputs.TRAFFIC_WEIGHTS, it -> ((Number) it).intValue()),
        perColor(outputs, StackOutputs.REGIONS, Object::toString),
        new HostNames(outputs.get(StackOutputs.DOMAIN_NAME).toString()),
        outputs.get(StackOutputs.HOSTED_ZONE_ID).toString(),
        outputs.get(StackOutputs.SESSION_TABLE_NAME).toString(),
        copies);
  }

  /** The sessions table as the given Region sees it. */
  Sessions sessions(String region) {
    var copy = sessionTables.get(region);
    return new Sessions(
        Output.of(sessionTableName),
        Output.of(copy.table()),
        Output.of(copy.stream()),
        Output.of(copy.key()));
  }

  private static <T> PerColor<T> perColor(
      Map<String, Object> outputs, String name, Function<Object, T> value) {
    var byColor = map(outputs, name);
    return new PerColor<>(
        value.apply(byColor.get(Color.BLUE.id())), value.apply(byColor.get(Color.GREEN.id())));
  }

  private static Map<?, ?> map(Map<String, Object> outputs, String name) {
    return (Map<?, ?>) outputs.get(name);
  }
}
