package payments.local.edge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.local.emulator.AwsClients;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;

/**
 * From a host name to the URL at which the emulator serves it. The emulator answers one custom
 * domain name in two Regions from the first Region only, so the name is resolved here, in its own
 * Region, to the API's path URL. One of these is for one moment: it asks each Region for its names
 * once.
 */
final class ApiTargets {
  private static final Pattern EXECUTE_API =
      Pattern.compile("([a-z0-9]+)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com");

  private final AwsClients aws;
  private final String endpoint;
  private final ApiDirectory directory;
  private final Map<String, List<DomainName>> domains = new HashMap<>();
  private final Map<String, Api> apis = new HashMap<>();

  ApiTargets(AwsClients aws, String endpoint, ApiDirectory directory) {
    this.aws = aws;
    this.endpoint = endpoint;
    this.directory = directory;
  }

  /** The base URL behind an alias target: a regional domain name of API Gateway. */
  Optional<String> ofAlias(String target) {
    String name = withoutDot(target);
    return find(domain -> name.equalsIgnoreCase(domain.regionalDomainName()));
  }

  /** The base URL of a host that a health check calls. */
  Optional<String> ofHost(String host) {
    Matcher direct = EXECUTE_API.matcher(host);
    if (direct.matches()) {
      // The path of such a URL begins with the stage.
      return Optional.of(endpoint + "/restapis/" + direct.group(1));
    }
    return find(domain -> host.equalsIgnoreCase(domain.domainName()));
  }

  /** The APIs behind the base URLs given so far, but for those of a host of AWS's own. */
  Map<String, Api> apis() {
    return apis;
  }

  private Optional<String> find(Predicate<DomainName> wanted) {
    for (String region : AwsClients.REGIONS) {
      Optional<DomainName> domain =
          domains.computeIfAbsent(region, this::list).stream().filter(wanted).findFirst();
      if (domain.isPresent()) {
        return mapped(region, domain.get().domainName());
      }
    }
    return Optional.empty();
  }

  private List<DomainName> list(String region) {
    ApiGatewayClient gateway = aws.get(ApiGatewayClient.class, ApiGatewayClient::builder, region);
    return gateway.getDomainNamesPaginator().items().stream().toList();
  }

  private Optional<String> mapped(String region, String domain) {
    ApiGatewayV2Client gateway =
        aws.get(ApiGatewayV2Client.class, ApiGatewayV2Client::builder, region);
    List<ApiMapping> mappings =
        gateway.getApiMappings(request -> request.domainName(domain)).items();
    return mappings.stream()
        .filter(mapping -> mapping.apiMappingKey() == null || mapping.apiMappingKey().isEmpty())
        .findFirst()
        .map(mapping -> url(region, mapping));
  }

  private String url(String region, ApiMapping mapping) {
    String url =
        "%s/restapis/%s/%s/_user_request_".formatted(endpoint, mapping.apiId(), mapping.stage());
    directory
        .describe(region, mapping.apiId(), mapping.stage())
        .ifPresent(api -> apis.put(url, api));
    return url;
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
