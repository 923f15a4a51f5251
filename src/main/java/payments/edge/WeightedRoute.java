package payments.edge;

import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.apigateway.DomainName;
import com.pulumi.aws.apigateway.DomainNameArgs;
import com.pulumi.aws.apigateway.inputs.DomainNameEndpointConfigurationArgs;
import com.pulumi.aws.apigatewayv2.ApiMapping;
import com.pulumi.aws.apigatewayv2.ApiMappingArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.aws.route53.inputs.RecordWeightedRoutingPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the color behind the shared front door: it answers to {@code origin.<domain>}, of which it
 * gets its weight while it is {@linkplain RouteHealth healthy}, and to {@code <color>.<domain>},
 * which leads to it alone.
 */
final class WeightedRoute {
  final String colorUrl;
  final Output<String> healthCheckId;
  final Output<String> recordName;

  private final String name;
  private final Edge parent;
  private final EdgeArgs args;
  private final EdgeArgs.Route route;

  /**
   * @param serving all that must be there before the weighted record is. Since Pulumi deletes in
   *     the opposite order, the record is also the first thing to go, and no customer is sent to a
   *     color that is half torn down.
   */
  WeightedRoute(
      String name,
      Edge parent,
      EdgeArgs args,
      EdgeArgs.Route route,
      ApiDefinition definition,
      ApiStage stage,
      List<Resource> serving) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.route = route;

    var certificate = certificate();
    var origin = domainName("origin", route.hosts().origin(), certificate);
    var own = domainName("color", route.hosts().of(route.color()), certificate);
    var originMapping = mapping("origin", origin, definition, stage);
    var ownMapping = mapping("color", own, definition, stage);
    var ownRecord = ownRecord(own);
    var health =
        new RouteHealth(
            name, parent, args, route, definition, stage, List.of(ownRecord, ownMapping));
    var before = new ArrayList<>(serving);
    before.addAll(List.of(originMapping, ownMapping, ownRecord));
    var record = weightedRecord(origin, health.id, before);

    this.colorUrl = "https://" + route.hosts().of(route.color());
    this.healthCheckId = health.id;
    this.recordName = record.name();
  }

  /**
   * Validated by the record that the shared stack keeps, which is the same for the domain and all
   * names under it.
   */
  private CertificateValidation certificate() {
    var certificate =
        new Certificate(
            name + "-certificate",
            CertificateArgs.builder()
                .domainName(route.hosts().wildcard())
                .validationMethod("DNS")
                .tags(args.labels().tags("certificate"))
                .build(),
            child().build());
    return new CertificateValidation(
        name + "-certificate-validation",
        CertificateValidationArgs.builder().certificateArn(certificate.arn()).build(),
        child().build());
  }

  private DomainName domainName(String thing, String host, CertificateValidation certificate) {
    return new DomainName(
        name + "-" + thing + "-domain",
        DomainNameArgs.builder()
            .domainName(host)
            .regionalCertificateArn(certificate.certificateArn())
            .securityPolicy("TLS_1_2")
            .endpointConfiguration(
                DomainNameEndpointConfigurationArgs.builder().types("REGIONAL").build())
            .tags(args.labels().tags(thing + "-domain"))
            .build(),
        child().build());
  }

  private ApiMapping mapping(
      String thing, DomainName domain, ApiDefinition definition, ApiStage stage) {
    return new ApiMapping(
        name + "-" + thing + "-mapping",
        ApiMappingArgs.builder()
            .domainName(domain.domainName())
            .apiId(definition.api.id())
            .stage(stage.stage.stageName())
            .build(),
        child().build());
  }

  private Record ownRecord(DomainName own) {
    return new Record(
        name + "-color-record",
        RecordArgs.builder()
            .zoneId(route.hostedZoneId())
            .name(route.hosts().of(route.color()))
            .type("A")
            .aliases(alias(own))
            .build(),
        child().build());
  }

  private Record weightedRecord(
      DomainName origin, Output<String> healthCheckId, List<Resource> before) {
    return new Record(
        name + "-weighted-record",
        RecordArgs.builder()
            .zoneId(route.hostedZoneId())
            .name(route.hosts().origin())
            .type("A")
            .setIdentifier(route.color())
            .weightedRoutingPolicies(
                RecordWeightedRoutingPolicyArgs.builder().weight(route.weight()).build())
            .healthCheckId(healthCheckId)
            .aliases(alias(origin))
            .build(),
        child().dependsOn(before).build());
  }

  private static RecordAliasArgs alias(DomainName domain) {
    return RecordAliasArgs.builder()
        .name(domain.regionalDomainName())
        .zoneId(domain.regionalZoneId())
        .evaluateTargetHealth(true)
        .build();
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }
}
