package payments.local.edge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.local.emulator.AwsClients;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.GetStageResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;

/**
 * What the APIs are called, asked of API Gateway and remembered for {@value #SECONDS} seconds. For
 * use by one thread.
 */
final class ApiDirectory {
  private static final int SECONDS = 10;

  /** A stage's settings of all its methods. */
  private static final String EVERY_METHOD = "*/*";

  private final AwsClients aws;
  private final Clock clock;
  private final Map<Key, Entry> known = new HashMap<>();

  private record Key(String region, String id, String stage) {}

  private record Entry(Optional<Api> api, Instant until) {}

  ApiDirectory(AwsClients aws, Clock clock) {
    this.aws = aws;
    this.clock = clock;
  }

  /**
   * Describes an API.
   *
   * @param region its Region
   * @param id its id
   * @param stage the stage that is called
   * @return empty if there is no such stage, as while a color is torn down
   */
  Optional<Api> describe(String region, String id, String stage) {
    Instant now = clock.instant();
    known.values().removeIf(entry -> now.isAfter(entry.until));
    return known.computeIfAbsent(
            new Key(region, id, stage),
            key -> new Entry(ask(key), now.plus(Duration.ofSeconds(SECONDS))))
        .api;
  }

  private Optional<Api> ask(Key key) {
    ApiGatewayClient gateway =
        aws.get(ApiGatewayClient.class, ApiGatewayClient::builder, key.region);
    try {
      String name = gateway.getRestApi(request -> request.restApiId(key.id)).name();
      GetStageResponse stage =
          gateway.getStage(request -> request.restApiId(key.id).stageName(key.stage));
      List<Api.Method> methods = detailed(stage) ? methods(gateway, key.id) : List.of();
      return Optional.of(new Api(key.region, name, key.stage, methods));
    } catch (ApiGatewayException e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean detailed(GetStageResponse stage) {
    MethodSetting settings = stage.methodSettings().get(EVERY_METHOD);
    return settings != null && Boolean.TRUE.equals(settings.metricsEnabled());
  }

  private static List<Api.Method> methods(ApiGatewayClient gateway, String id) {
    return gateway
        .getResourcesPaginator(request -> request.restApiId(id).embed("methods"))
        .items()
        .stream()
        .flatMap(
            resource ->
                resource.resourceMethods().keySet().stream()
                    .map(verb -> new Api.Method(verb, resource.path())))
        .toList();
  }
}
