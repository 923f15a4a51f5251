package payments.edge;

import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * Lets the API call the function's alias, route by route. A permission on the function's name alone
 * would not cover the alias.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Aliases</a>
 */
final class Permissions {
  final List<Permission> resources;

  Permissions(String name, Edge parent, EdgeArgs args, ApiDefinition definition) {
    this.resources =
        ApiRoute.ALL.stream()
            .map(
                route ->
                    new Permission(
                        name + "-" + route.name() + "-permission",
                        PermissionArgs.builder()
                            .action("lambda:InvokeFunction")
                            .function(args.target().functionName())
                            .qualifier(args.target().aliasName())
                            .principal("apigateway.amazonaws.com")
                            .sourceArn(
                                definition
                                    .api
                                    .executionArn()
                                    .applyValue(
                                        arn ->
                                            String.join(
                                                "/",
                                                arn,
                                                args.labels().suffix(),
                                                route.arnSuffix())))
                            .build(),
                        CustomResourceOptions.builder().parent(parent).build()))
            .toList();
  }
}
