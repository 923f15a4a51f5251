package payments.edge;

import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.HealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * Whether the color may have customers: it answers {@code GET /health} on its own name, and it
 * takes payments. Without either, Route 53 answers with the other color, no matter what the weights
 * say.
 *
 * <p>Route 53 makes one status of the two by a calculated check, which may not have calculated
 * checks below it. {@code docs/decisions/0010} says why it is these two.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">How
 *     Route 53 determines whether a health check is healthy</a>
 */
final class RouteHealth {
  /** The check that the weighted record carries. */
  final Output<String> id;

  private final String name;
  private final Edge parent;
  private final EdgeArgs args;

  /**
   * @param answering what must be there before {@code /health} can be asked for
   */
  RouteHealth(
      String name,
      Edge parent,
      EdgeArgs args,
      EdgeArgs.Route route,
      ApiDefinition definition,
      ApiStage stage,
      List<Resource> answering) {
    this.name = name;
    this.parent = parent;
    this.args = args;

    var endpoint = endpoint(route.hosts().of(route.color()), answering);
    var payments = new PaymentErrors(name, parent, args, route, definition, stage).check;
    this.id = both(endpoint, payments).id();
  }

  /**
   * Three failures 30 seconds apart: a color that is gone loses its customers in about 90 seconds.
   */
  private HealthCheck endpoint(String host, List<Resource> answering) {
    return new HealthCheck(
        name + "-endpoint-check",
        HealthCheckArgs.builder()
            .type("HTTPS")
            .fqdn(host)
            .port(443)
            .resourcePath("/health")
            .enableSni(true)
            .requestInterval(30)
            .failureThreshold(3)
            .tags(args.labels().tags("endpoint-check"))
            .build(),
        child().dependsOn(answering).build());
  }

  private HealthCheck both(HealthCheck endpoint, HealthCheck payments) {
    return new HealthCheck(
        name + "-health-check",
        HealthCheckArgs.builder()
            .type("CALCULATED")
            .childHealthchecks(Output.all(endpoint.id(), payments.id()))
            .childHealthThreshold(2)
            .tags(args.labels().tags("health-check"))
            .build(),
        child().build());
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }
}
