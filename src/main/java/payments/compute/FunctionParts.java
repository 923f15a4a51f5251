package payments.compute;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionTracingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.policy.Policy;
import payments.policy.Statement;

/**
 * What both functions have: a log group, a role of their own, a place in the VPC, encrypted
 * variables.
 */
final class FunctionParts {
  private static final String[] INTERFACE_ACTIONS = {
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses"
  };
  private static final String[] INTERFACE_QUERIES = {
    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"
  };

  /**
   * No call is traced: Lambda hands the caller's trace id on and records no segment, so no payment
   * waits for X-Ray and the role needs no right to it. Durations are in the functions' own metrics.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html">Lambda and
   *     X-Ray</a>
   */
  private static final String UNTRACED = "PassThrough";

  private final String name;
  private final String thing;
  private final Resource parent;
  private final ComputeTierArgs args;

  /**
   * @param name the component's name
   * @param thing {@code payment} or {@code ledger}
   */
  FunctionParts(String name, String thing, Resource parent, ComputeTierArgs args) {
    this.name = name;
    this.thing = thing;
    this.parent = parent;
    this.args = args;
  }

  /** Made before the function, which would else make it without key and retention. */
  LogGroup logGroup() {
    return new LogGroup(
        name + "-" + thing + "-log",
        LogGroupArgs.builder()
            .name(args.labels().functionLogGroup(thing))
            .kmsKeyId(args.keyArn())
            .retentionInDays(args.logRetentionDays())
            .tags(args.labels().tags(thing + "-log"))
            .build(),
        child().build());
  }

  Role role() {
    return new Role(
        name + "-" + thing + "-role",
        RoleArgs.builder()
            .name(args.labels().accountWide(thing))
            .description("What the " + thing + " function may do")
            .assumeRolePolicy(Policy.trust("lambda.amazonaws.com"))
            .tags(args.labels().tags(thing + "-role"))
            .build(),
        child().build());
  }

  /** Permits what every function here needs, and the given statements. */
  RolePolicy policy(Role role, LogGroup logGroup, Statement... own) {
    return new RolePolicy(
        name + "-" + thing + "-policy",
        RolePolicyArgs.builder()
            .name(args.labels().name(thing))
            .role(role.name())
            .policy(
                Policy.of(
                    Stream.concat(Stream.of(own), common(logGroup)).toArray(Statement[]::new)))
            .build(),
        child().build());
  }

  /** A function that starts only once it may write its log and use its data. */
  Function function(
      FunctionArgs.Builder builder,
      String handler,
      Role role,
      LogGroup logGroup,
      RolePolicy policy,
      Output<Map<String, String>> variables) {
    var settings = args.settings();
    return new Function(
        name + "-" + thing,
        builder
            .name(args.labels().name(thing))
            .handler("payments.function." + handler + "::handleRequest")
            .runtime(settings.runtime().id())
            // Arm is cheaper and as fast; the zip's own bootstrap is started on the machine at
            // hand.
            .architectures(settings.runtime().managedJava() ? "arm64" : "x86_64")
            .memorySize(settings.memory())
            .timeout(settings.timeout())
            .role(role.arn())
            .code(new FileArchive(args.code().toString()))
            .environment(FunctionEnvironmentArgs.builder().variables(variables).build())
            .kmsKeyArn(args.keyArn())
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(args.subnetIds())
                    .securityGroupIds(args.securityGroupId().applyValue(List::of))
                    .build())
            .loggingConfig(
                FunctionLoggingConfigArgs.builder()
                    .logFormat("JSON")
                    .logGroup(logGroup.name())
                    .build())
            .tracingConfig(FunctionTracingConfigArgs.builder().mode(UNTRACED).build())
            .tags(args.labels().tags(thing))
            .build(),
        child().dependsOn(policy).build());
  }

  /** Use of a key through the named services only. */
  Statement key(String sid, Output<String> keyArn, List<String> services, String... actions) {
    return Statement.allow(sid, actions)
        .on(keyArn)
        .when(
            "StringEquals",
            "kms:ViaService",
            services.stream().map(args.scope()::endpoint).toArray(String[]::new));
  }

  CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }

  /**
   * Metrics need no right of their own: the functions write them into their log, where CloudWatch
   * finds them (<a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Lambda.html">embedded
   * metric format</a>).
   *
   * <p>Lambda makes a function's network interfaces with the function's role, and describing them
   * cannot be limited to a resource. The last statement keeps the function's own code from doing
   * any of it.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Lambda and
   *     VPC</a>
   */
  private Stream<Statement> common(LogGroup logGroup) {
    var scope = args.scope();
    var functionArn = scope.arn("lambda", "function:" + args.labels().name(thing));
    return Stream.of(
        Statement.allow("Log", "logs:CreateLogStream", "logs:PutLogEvents")
            .on(logGroup.arn().applyValue(arn -> arn + ":*")),
        Statement.allow("NetworkInterfaces", INTERFACE_ACTIONS).on(scope.arn("ec2", "*/*")),
        Statement.allow("NetworkInterfaceQueries", INTERFACE_QUERIES).on("*"),
        Statement.deny(
                "NetworkInterfacesFromCode",
                Stream.of(INTERFACE_ACTIONS, INTERFACE_QUERIES)
                    .flatMap(Stream::of)
                    .toArray(String[]::new))
            .on("*")
            .when("ArnEquals", "lambda:SourceFunctionArn", functionArn));
  }
}
