package payments.edge;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The REST API in front of the payment function and, when the color is one of two, the host names
 * that lead to it.
 *
 * <p>Authorization is not its concern yet: every method is open.
 */
public final class Edge extends ComponentResource {
  /** The API's name, a dimension of its metrics. */
  public final Output<String> apiName;

  /** The API's stage, a dimension of its metrics. */
  public final Output<String> stageName;

  /**
   * The log group of every call: JSON with, among others, {@code status} and {@code environment}.
   */
  public final Output<String> accessLogName;

  /** The API's own URL, with the stage. */
  public final Output<String> apiEndpoint;

  /** The URL at which this color alone answers. */
  public final Output<String> colorUrl;

  /** The health check of the weighted record. */
  public final Optional<Output<String>> healthCheckId;

  /** The name of the weighted record. */
  public final Optional<Output<String>> recordName;

  /** Makes the API and what leads to it, each named from {@code name}. */
  public Edge(String name, EdgeArgs args) {
    super("payments:edge:Edge", name);

    var definition = new ApiDefinition(name, this, args);
    var permissions = new Permissions(name, this, args, definition);
    var stage = new ApiStage(name, this, args, definition);
    var route =
        args.route()
            .map(
                it ->
                    new WeightedRoute(
                        name,
                        this,
                        args,
                        it,
                        definition,
                        stage,
                        all(
                            args.serving(),
                            permissions.resources,
                            List.of(stage.stage, stage.settings))));

    this.apiName = definition.api.name();
    this.stageName = stage.stage.stageName();
    this.accessLogName = stage.accessLog.name();
    this.apiEndpoint = stage.stage.invokeUrl();
    this.colorUrl = route.map(it -> Output.of(it.colorUrl)).orElse(apiEndpoint);
    this.healthCheckId = route.map(it -> it.healthCheckId);
    this.recordName = route.map(it -> it.recordName);
    registerOutputs(Map.of("apiEndpoint", apiEndpoint, "colorUrl", colorUrl));
  }

  @SafeVarargs
  private static List<Resource> all(List<? extends Resource>... parts) {
    var all = new ArrayList<Resource>();
    for (var part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
