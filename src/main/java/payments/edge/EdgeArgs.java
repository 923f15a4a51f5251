package payments.edge;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Optional;
import payments.naming.HostNames;
import payments.naming.Labels;
import payments.policy.Scope;
import payments.settings.ThrottleSettings;

/**
 * What an {@link Edge} needs.
 *
 * @param labels names and tags
 * @param scope the account and Region
 * @param logRetentionDays how long the access log is kept, in days
 * @param keyArn the color's key
 * @param throttle how many calls the API takes
 * @param target the function alias behind the API
 * @param route the color's part in the weighted route; empty for a color alone
 * @param serving what must be there before a customer is sent here, and stay until nobody is
 */
public record EdgeArgs(
    Labels labels,
    Scope scope,
    int logRetentionDays,
    Output<String> keyArn,
    ThrottleSettings throttle,
    Target target,
    Optional<Route> route,
    List<Resource> serving) {

  /**
   * The alias that answers.
   *
   * @param functionName the function
   * @param aliasName its alias
   * @param invokeArn the URI by which API Gateway calls the alias
   */
  public record Target(
      Output<String> functionName, Output<String> aliasName, Output<String> invokeArn) {}

  /**
   * The color's part in the weighted route.
   *
   * @param hosts the customers' domain
   * @param hostedZoneId the zone that holds it
   * @param color the color, which also identifies its record
   * @param weight the color's share in percent, 0 to 100
   * @param topicArn who hears when the color loses its customers by failed payments
   */
  public record Route(
      HostNames hosts, String hostedZoneId, String color, int weight, Output<String> topicArn) {}
}
