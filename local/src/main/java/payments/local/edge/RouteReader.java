package payments.local.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import payments.local.emulator.AwsClients;
import payments.local.route.HealthCheck;
import payments.local.route.WeightedRecord;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.InsufficientDataHealthStatus;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads the route from the emulator: weighted records, health checks, and where they lead. */
final class RouteReader {
  private final AwsClients aws;
  private final Supplier<ApiTargets> apisNow;
  private final String zone;
  private final String origin;

  /**
   * @param apisNow gives the APIs' names as they are at the moment
   * @param zone the hosted zone's name
   * @param origin the name with the weighted records
   */
  RouteReader(AwsClients aws, Supplier<ApiTargets> apisNow, String zone, String origin) {
    this.aws = aws;
    this.apisNow = apisNow;
    this.zone = zone;
    this.origin = origin;
  }

  Route read() {
    Route53Client route53 = aws.get(Route53Client.class, Route53Client::builder, "us-east-1");
    ApiTargets apis = apisNow.get();
    List<ResourceRecordSet> sets = sets(route53);
    List<WeightedRecord> records = records(sets);
    Map<String, String> targets = new HashMap<>();
    for (WeightedRecord record : records) {
      apis.ofAlias(record.target()).ifPresent(url -> targets.put(record.id(), url));
    }
    Map<String, HealthCheck> checks = checks(route53, records);
    Map<String, String> endpoints = new HashMap<>();
    for (HealthCheck check : checks.values()) {
      if (check.rule() instanceof HealthCheck.Endpoint endpoint) {
        apis.ofHost(endpoint.host()).ifPresent(url -> endpoints.put(endpoint.host(), url));
      }
    }
    return new Route(records, targets, checks, endpoints, own(sets, apis), apis.apis());
  }

  /** The zone's record sets; none if there is no such zone. */
  private List<ResourceRecordSet> sets(Route53Client route53) {
    Optional<HostedZone> hosted =
        route53.listHostedZonesPaginator().hostedZones().stream()
            .filter(found -> found.name().equals(zone + "."))
            .findFirst();
    if (hosted.isEmpty()) {
      return List.of();
    }
    return route53
        .listResourceRecordSetsPaginator(request -> request.hostedZoneId(hosted.get().id()))
        .resourceRecordSets()
        .stream()
        .toList();
  }

  private List<WeightedRecord> records(List<ResourceRecordSet> sets) {
    List<WeightedRecord> records = new ArrayList<>();
    sets.stream()
        .filter(RouteReader::weightedAlias)
        .filter(set -> set.name().equals(origin + "."))
        .forEach(
            set ->
                records.add(
                    new WeightedRecord(
                        set.setIdentifier(),
                        set.weight().intValue(),
                        set.aliasTarget().dnsName(),
                        Optional.ofNullable(set.healthCheckId()))));
    return records;
  }

  private static boolean weightedAlias(ResourceRecordSet set) {
    return alias(set) && set.weight() != null;
  }

  private static boolean alias(ResourceRecordSet set) {
    return set.type() == RRType.A && set.aliasTarget() != null;
  }

  /** Where the names lead that are an alias of one API alone. */
  private static Map<String, String> own(List<ResourceRecordSet> sets, ApiTargets apis) {
    Map<String, String> own = new HashMap<>();
    sets.stream()
        .filter(set -> alias(set) && set.weight() == null)
        .forEach(
            set ->
                apis.ofAlias(set.aliasTarget().dnsName())
                    .ifPresent(url -> own.put(HostNames.plain(set.name()), url)));
    return own;
  }

  /** The records' checks and their children; what else the account has is not looked into. */
  private static Map<String, HealthCheck> checks(
      Route53Client route53, List<WeightedRecord> records) {
    Map<String, HealthCheckConfig> all = new HashMap<>();
    route53
        .listHealthChecksPaginator()
        .healthChecks()
        .forEach(check -> all.put(check.id(), check.healthCheckConfig()));
    Map<String, HealthCheck> checks = new HashMap<>();
    Deque<String> wanted = new ArrayDeque<>();
    records.forEach(record -> record.healthCheck().ifPresent(wanted::add));
    while (!wanted.isEmpty()) {
      String id = wanted.remove();
      HealthCheckConfig config = all.get(id);
      if (config != null && !checks.containsKey(id)) {
        checks.put(id, check(id, config));
        wanted.addAll(config.childHealthChecks());
      }
    }
    return checks;
  }

  private static HealthCheck check(String id, HealthCheckConfig config) {
    return new HealthCheck(
        id,
        rule(config),
        Boolean.TRUE.equals(config.inverted()),
        Boolean.TRUE.equals(config.disabled()));
  }

  private static HealthCheck.Rule rule(HealthCheckConfig config) {
    return switch (config.type()) {
      case CALCULATED ->
          new HealthCheck.Calculated(config.childHealthChecks(), config.healthThreshold());
      case CLOUDWATCH_METRIC ->
          new HealthCheck.Metric(
              config.alarmIdentifier().name(),
              config.alarmIdentifier().regionAsString(),
              insufficient(config.insufficientDataHealthStatus()));
      default ->
          new HealthCheck.Endpoint(
              // A check of an address has no name, and leads nowhere here.
              Optional.ofNullable(config.fullyQualifiedDomainName()).orElse(""),
              Optional.ofNullable(config.resourcePath()).orElse("/"),
              Optional.ofNullable(config.requestInterval()).orElse(30),
              Optional.ofNullable(config.failureThreshold()).orElse(3),
              Optional.ofNullable(config.searchString()).orElse(""));
    };
  }

  private static HealthCheck.Insufficient insufficient(InsufficientDataHealthStatus status) {
    if (status == InsufficientDataHealthStatus.HEALTHY) {
      return HealthCheck.Insufficient.HEALTHY;
    }
    return status == InsufficientDataHealthStatus.UNHEALTHY
        ? HealthCheck.Insufficient.UNHEALTHY
        : HealthCheck.Insufficient.LAST_KNOWN;
  }
}
