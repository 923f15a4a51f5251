package payments.edge;

import com.pulumi.aws.apigateway.Deployment;
import com.pulumi.aws.apigateway.DeploymentArgs;
import com.pulumi.aws.apigateway.Integration;
import com.pulumi.aws.apigateway.IntegrationArgs;
import com.pulumi.aws.apigateway.Method;
import com.pulumi.aws.apigateway.MethodArgs;
import com.pulumi.aws.apigateway.Resource;
import com.pulumi.aws.apigateway.ResourceArgs;
import com.pulumi.aws.apigateway.RestApi;
import com.pulumi.aws.apigateway.RestApiArgs;
import com.pulumi.aws.apigateway.inputs.RestApiEndpointConfigurationArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The regional REST API: its paths, each method handed to the function's alias as it is, and their
 * deployment.
 */
final class ApiDefinition {
  private static final String AUTHORIZATION = "NONE";
  private static final String INTEGRATION = "AWS_PROXY";

  final RestApi api;
  final Deployment deployment;

  private final String name;
  private final Edge parent;
  private final EdgeArgs args;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  ApiDefinition(String name, Edge parent, EdgeArgs args) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.api = api();
    this.deployment = deployment();
  }

  private RestApi api() {
    return new RestApi(
        name + "-api",
        RestApiArgs.builder()
            .name(args.labels().name("api"))
            .description("Payments of the " + args.labels().suffix() + " environment")
            .endpointConfiguration(
                RestApiEndpointConfigurationArgs.builder().types("REGIONAL").build())
            .tags(args.labels().tags("api"))
            .build(),
        child().build());
  }

  /** A deployment is a copy of the API: a new one is made whenever what it copies has changed. */
  private Deployment deployment() {
    var integrations = new ArrayList<com.pulumi.resources.Resource>();
    for (var route : ApiRoute.ALL) {
      integrations.add(integration(route));
    }
    return new Deployment(
        name + "-deployment",
        DeploymentArgs.builder()
            .restApi(api.id())
            .triggers(
                args.target().invokeArn().applyValue(uri -> Map.of("definition", fingerprint(uri))))
            .build(),
        child().dependsOn(integrations).build());
  }

  private Integration integration(ApiRoute route) {
    var resource = resource(route.path());
    var method =
        new Method(
            name + "-" + route.name() + "-method",
            MethodArgs.builder()
                .restApi(api.id())
                .resourceId(resource.id())
                .httpMethod(route.method())
                .authorization(AUTHORIZATION)
                .build(),
            child().build());
    return new Integration(
        name + "-" + route.name() + "-integration",
        IntegrationArgs.builder()
            .restApi(api.id())
            .resourceId(resource.id())
            .httpMethod(method.httpMethod())
            .type(INTEGRATION)
            .integrationHttpMethod("POST")
            .uri(args.target().invokeArn())
            .build(),
        child().build());
  }

  private Resource resource(String path) {
    var existing = resources.get(path);
    if (existing != null) {
      return existing;
    }
    var slash = path.lastIndexOf('/');
    var parentId = slash == 0 ? api.rootResourceId() : resource(path.substring(0, slash)).id();
    var part = path.substring(slash + 1);
    var resource =
        new Resource(
            name + "-path" + path.replaceAll("[{}]", "").replace('/', '-'),
            ResourceArgs.builder().restApi(api.id()).parentId(parentId).pathPart(part).build(),
            child().build());
    resources.put(path, resource);
    return resource;
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }

  static String fingerprint(String uri) {
    var definition = String.join("\n", ApiRoute.ALL.toString(), AUTHORIZATION, INTEGRATION, uri);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(definition.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
