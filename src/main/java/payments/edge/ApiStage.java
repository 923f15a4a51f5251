package payments.edge;

import com.google.gson.GsonBuilder;
import com.pulumi.aws.apigateway.Account;
import com.pulumi.aws.apigateway.AccountArgs;
import com.pulumi.aws.apigateway.MethodSettings;
import com.pulumi.aws.apigateway.MethodSettingsArgs;
import com.pulumi.aws.apigateway.Stage;
import com.pulumi.aws.apigateway.StageArgs;
import com.pulumi.aws.apigateway.inputs.MethodSettingsSettingsArgs;
import com.pulumi.aws.apigateway.inputs.StageAccessLogSettingsArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.policy.Policy;

/**
 * The API's one stage, named after the environment: throttled, measured, every call in an encrypted
 * access log.
 */
final class ApiStage {
  /** AWS's own policy: API Gateway refuses a role with less. */
  private static final String LOG_POLICY =
      "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

  final Stage stage;
  final MethodSettings settings;
  final LogGroup accessLog;

  private final String name;
  private final Edge parent;
  private final EdgeArgs args;

  ApiStage(String name, Edge parent, EdgeArgs args, ApiDefinition definition) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.accessLog = accessLog();
    this.stage = stage(definition, account());
    this.settings = settings(definition);
  }

  private LogGroup accessLog() {
    return new LogGroup(
        name + "-access-log",
        LogGroupArgs.builder()
            .name(args.labels().apiLogGroup())
            .kmsKeyId(args.keyArn())
            .retentionInDays(args.logRetentionDays())
            .tags(args.labels().tags("access-log"))
            .build(),
        child().build());
  }

  /**
   * API Gateway writes logs with one role per account and Region, without which it refuses a stage
   * that logs. The two colors are in two Regions, so each sets its own.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Logging</a>
   */
  private Account account() {
    var role =
        new Role(
            name + "-api-log-role",
            RoleArgs.builder()
                .name(args.labels().accountWide("api-log"))
                .description("Lets API Gateway write its access logs")
                .assumeRolePolicy(Policy.trust("apigateway.amazonaws.com"))
                .tags(args.labels().tags("api-log-role"))
                .build(),
            child().build());
    var attachment =
        new RolePolicyAttachment(
            name + "-api-log-policy",
            RolePolicyAttachmentArgs.builder().role(role.name()).policyArn(LOG_POLICY).build(),
            child().build());
    return new Account(
        name + "-api-account",
        AccountArgs.builder().cloudwatchRoleArn(role.arn()).build(),
        child().dependsOn(attachment).build());
  }

  private Stage stage(ApiDefinition definition, Account account) {
    return new Stage(
        name + "-stage",
        StageArgs.builder()
            .restApi(definition.api.id())
            .deployment(definition.deployment.id())
            .stageName(args.labels().suffix())
            .accessLogSettings(
                StageAccessLogSettingsArgs.builder()
                    .destinationArn(accessLog.arn())
                    .format(accessLogFormat())
                    .build())
            .xrayTracingEnabled(false)
            .tags(args.labels().tags("stage"))
            .build(),
        child().dependsOn(account).build());
  }

  private MethodSettings settings(ApiDefinition definition) {
    return new MethodSettings(
        name + "-method-settings",
        MethodSettingsArgs.builder()
            .restApi(definition.api.id())
            .stageName(stage.stageName())
            .methodPath("*/*")
            .settings(
                MethodSettingsSettingsArgs.builder()
                    .metricsEnabled(true)
                    .loggingLevel("OFF")
                    .dataTraceEnabled(false)
                    .throttlingRateLimit((double) args.throttle().rate())
                    .throttlingBurstLimit(args.throttle().burst())
                    .build())
            .build(),
        child().build());
  }

  /** Who called what, when and how it went; never a body or a header. */
  private static String accessLogFormat() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("requestId", "$context.requestId");
    fields.put("time", "$context.requestTime");
    fields.put("environment", "$context.stage");
    fields.put("method", "$context.httpMethod");
    fields.put("resource", "$context.resourcePath");
    fields.put("status", "$context.status");
    fields.put("latency", "$context.responseLatency");
    fields.put("integrationLatency", "$context.integrationLatency");
    fields.put("sourceIp", "$context.identity.sourceIp");
    fields.put("host", "$context.domainName");
    return new GsonBuilder().disableHtmlEscaping().create().toJson(fields);
  }

  private CustomResourceOptions.Builder child() {
    return CustomResourceOptions.builder().parent(parent);
  }
}
