package payments.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.apigateway.Account;
import com.pulumi.aws.apigateway.Deployment;
import com.pulumi.aws.apigateway.DomainName;
import com.pulumi.aws.apigateway.Integration;
import com.pulumi.aws.apigateway.Method;
import com.pulumi.aws.apigateway.MethodSettings;
import com.pulumi.aws.apigateway.Resource;
import com.pulumi.aws.apigateway.RestApi;
import com.pulumi.aws.apigateway.Stage;
import com.pulumi.aws.apigatewayv2.ApiMapping;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.sns.Topic;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.naming.HostNames;
import payments.settings.ThrottleSettings;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

final class EdgeTest {
  private static final String[] API = {
    "payments:edge:Edge edge",
    "aws:apigateway/restApi:RestApi edge-api",
    "aws:apigateway/resource:Resource edge-path-payment",
    "aws:apigateway/resource:Resource edge-path-payment-transactionId",
    "aws:apigateway/resource:Resource edge-path-health",
    "aws:apigateway/method:Method edge-pay-method",
    "aws:apigateway/method:Method edge-payment-state-method",
    "aws:apigateway/method:Method edge-health-method",
    "aws:apigateway/integration:Integration edge-pay-integration",
    "aws:apigateway/integration:Integration edge-payment-state-integration",
    "aws:apigateway/integration:Integration edge-health-integration",
    "aws:apigateway/deployment:Deployment edge-deployment",
    "aws:lambda/permission:Permission edge-pay-permission",
    "aws:lambda/permission:Permission edge-payment-state-permission",
    "aws:lambda/permission:Permission edge-health-permission",
    "aws:cloudwatch/logGroup:LogGroup edge-access-log",
    "aws:iam/role:Role edge-api-log-role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment edge-api-log-policy",
    "aws:apigateway/account:Account edge-api-account",
    "aws:apigateway/stage:Stage edge-stage",
    "aws:apigateway/methodSettings:MethodSettings edge-method-settings"
  };
  private static final String[] ROUTE = {
    "aws:acm/certificate:Certificate edge-certificate",
    "aws:acm/certificateValidation:CertificateValidation edge-certificate-validation",
    "aws:apigateway/domainName:DomainName edge-origin-domain",
    "aws:apigateway/domainName:DomainName edge-color-domain",
    "aws:apigatewayv2/apiMapping:ApiMapping edge-origin-mapping",
    "aws:apigatewayv2/apiMapping:ApiMapping edge-color-mapping",
    "aws:route53/record:Record edge-color-record",
    "aws:route53/healthCheck:HealthCheck edge-endpoint-check",
    "aws:cloudwatch/metricAlarm:MetricAlarm edge-payments-not-taken",
    "aws:route53/healthCheck:HealthCheck edge-payments-check",
    "aws:route53/healthCheck:HealthCheck edge-health-check",
    "aws:route53/record:Record edge-weighted-record"
  };

  private static Deployed alone;
  private static Deployed routed;

  @BeforeAll
  static void deployOnce() {
    alone = deploy(Optional.empty());
    routed = deploy(Optional.of(70));
  }

  @Test
  void edge_shouldBeTheApiOnly_whenTheColorIsAlone() {
    Expect.resources(alone, API);
  }

  @Test
  void edge_shouldAlsoHaveHostNamesAndARecord_behindTheFrontDoor() {
    var all = new ArrayList<>(List.of(API));
    all.addAll(List.of(ROUTE));
    // Stands for what serves; see deploy.
    all.add("aws:sns/topic:Topic serving");

    Expect.resources(routed, all.toArray(String[]::new));
  }

  @Test
  void api_shouldBeRegional() {
    Expect.inputs(
        alone.only(RestApi.class),
        """
        {"name": "payments-dev-api", "description": "Payments of the dev environment",
         "endpointConfiguration": {"types": "REGIONAL"}}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "payment, root, payment",
    "payment-transactionId, edge-path-payment-id, {transactionId}",
    "health, root, health"
  })
  void paths_shouldBeThreeAndNoMore(String name, String parent, String part) {
    Expect.inputs(
        alone.named(Resource.class, "edge-path-" + name),
        """
        {"restApi": "edge-api-id", "parentId": "%s", "pathPart": "%s"}
        """
            .formatted(parent, part));
  }

  @ParameterizedTest
  @CsvSource({
    "pay,           edge-path-payment-id,               POST",
    "payment-state, edge-path-payment-transactionId-id, GET",
    "health,        edge-path-health-id,                GET"
  })
  void methods_shouldLeadToTheFunctionsAlias(String name, String resource, String method) {
    Expect.inputs(
        alone.named(Method.class, "edge-" + name + "-method"),
        """
        {"restApi": "edge-api-id", "resourceId": "%s", "httpMethod": "%s",
         "authorization": "NONE"}
        """
            .formatted(resource, method));
    Expect.inputs(
        alone.named(Integration.class, "edge-" + name + "-integration"),
        """
        {"restApi": "edge-api-id", "resourceId": "%s", "httpMethod": "%s",
         "type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "invoke:payment:live"}
        """
            .formatted(resource, method));
  }

  @ParameterizedTest
  @CsvSource({
    "pay,           POST/payment",
    "payment-state, GET/payment/*",
    "health,        GET/health"
  })
  void permissions_shouldBeForTheAliasAndTheRouteOnly(String name, String route) {
    Expect.inputs(
        alone.named(Permission.class, "edge-" + name + "-permission"),
        """
        {"action": "lambda:InvokeFunction", "function": "payments-dev-payment",
         "qualifier": "live", "principal": "apigateway.amazonaws.com",
         "sourceArn": "arn:aws:execute-api:us-east-1:123456789012:api/dev/%s"}
        """
            .formatted(route));
  }

  @Test
  void deployment_shouldFollowTheDefinition() {
    var deployment = alone.only(Deployment.class);

    Expect.inputs(
        deployment,
        """
        {"restApi": "edge-api-id", "triggers": {"definition": "%s"}}
        """
            .formatted(ApiDefinition.fingerprint("invoke:payment:live")));
    assertThat(deployment.dependsOn())
        .containsExactlyInAnyOrder(
            "edge-pay-integration", "edge-payment-state-integration", "edge-health-integration");
  }

  @Test
  void fingerprint_shouldChangeWithTheFunctionAndBeStableOtherwise() {
    assertThat(ApiDefinition.fingerprint("a"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(ApiDefinition.fingerprint("a"))
        .isNotEqualTo(ApiDefinition.fingerprint("b"));
  }

  @Test
  void stage_shouldLogEveryCallButNoPayment() {
    var stage = alone.only(Stage.class);

    Expect.inputs(
        stage,
        """
        {"restApi": "edge-api-id", "deployment": "edge-deployment-id", "stageName": "dev",
         "xrayTracingEnabled": false,
         "accessLogSettings": {
           "destinationArn":
             "arn:aws:logs:us-east-1:123456789012:log-group:/aws/apigateway/payments-dev-access",
           "format": "{\\"requestId\\":\\"$context.requestId\\",\
        \\"time\\":\\"$context.requestTime\\",\
        \\"environment\\":\\"$context.stage\\",\\"method\\":\\"$context.httpMethod\\",\
        \\"resource\\":\\"$context.resourcePath\\",\\"status\\":\\"$context.status\\",\
        \\"latency\\":\\"$context.responseLatency\\",\
        \\"integrationLatency\\":\\"$context.integrationLatency\\",\
        \\"sourceIp\\":\\"$context.identity.sourceIp\\",\
        \\"host\\":\\"$context.domainName\\"}"}}
        """);
    assertThat(stage.dependsOn()).containsExactly("edge-api-account");
  }

  @Test
  void methods_shouldBeMeasuredAndThrottled_andNeverTraceData() {
    Expect.inputs(
        alone.only(MethodSettings.class),
        """
        {"restApi": "edge-api-id", "stageName": "dev", "methodPath": "*/*",
         "settings": {
           "metricsEnabled": true, "loggingLevel": "OFF", "dataTraceEnabled": false,
           "throttlingRateLimit": 300, "throttlingBurstLimit": 600}}
        """);
  }

  @Test
  void accessLog_shouldBeEncryptedAndEnd() {
    Expect.inputs(
        alone.only(LogGroup.class),
        """
        {"name": "/aws/apigateway/payments-dev-access", "kmsKeyId": "color-key",
         "retentionInDays": 30}
        """);
  }

  @Test
  void logRole_shouldBeApiGatewaysOnly_withAwssOwnPolicy() {
    var role = alone.only(Role.class);

    Expect.inputsBut(
        role,
        List.of("assumeRolePolicy"),
        """
        {"name": "payments-dev-api-log-us-east-1",
         "description": "Lets API Gateway write its access logs"}
        """);
    Expect.document(
        role,
        "assumeRolePolicy",
        """
        {"Version": "2012-10-17",
         "Statement": [{
           "Sid": "Service", "Effect": "Allow",
           "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        """);
    Expect.inputs(
        alone.only(RolePolicyAttachment.class),
        """
        {"role": "payments-dev-api-log-us-east-1",
         "policyArn":
           "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"}
        """);
    var account = alone.only(Account.class);
    Expect.inputs(
        account,
        """
        {"cloudwatchRoleArn": "arn:aws:iam::123456789012:role/payments-dev-api-log-us-east-1"}
        """);
    assertThat(account.dependsOn()).containsExactly("edge-api-log-policy");
  }

  @Test
  void certificate_shouldCoverBothNames() {
    Expect.inputs(
        routed.only(Certificate.class),
        """
        {"domainName": "*.pay.example.com", "validationMethod": "DNS"}
        """);
    Expect.inputs(
        routed.only(CertificateValidation.class),
        """
        {"certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/edge-certificate"}
        """);
  }

  @ParameterizedTest
  @CsvSource({"origin, origin.pay.example.com", "color, blue.pay.example.com"})
  void hostNames_shouldLeadToTheStageOverTls(String name, String host) {
    Expect.inputs(
        routed.named(DomainName.class, "edge-" + name + "-domain"),
        """
        {"domainName": "%s", "securityPolicy": "TLS_1_2",
         "regionalCertificateArn":
           "arn:aws:acm:us-east-1:123456789012:certificate/edge-certificate",
         "endpointConfiguration": {"types": "REGIONAL"}}
        """
            .formatted(host));
    Expect.inputs(
        routed.named(ApiMapping.class, "edge-" + name + "-mapping"),
        """
        {"domainName": "%s", "apiId": "edge-api-id", "stage": "dev"}
        """
            .formatted(host));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70, 100})
  void weightedRecord_shouldCarryTheWeightAndTheHealthCheck(int weight) {
    Expect.inputs(
        deploy(Optional.of(weight)).named(Record.class, "edge-weighted-record"),
        """
        {"zoneId": "Z1", "name": "origin.pay.example.com", "type": "A", "setIdentifier": "blue",
         "weightedRoutingPolicies": [{"weight": %d}],
         "healthCheckId": "edge-health-check-id",
         "aliases": [{
           "name": "d-edge-origin-domain.execute-api.us-east-1.amazonaws.com", "zoneId": "ZAPI",
           "evaluateTargetHealth": true}]}
        """
            .formatted(weight));
  }

  @Test
  void colorRecord_shouldLeadToThisColorAlone() {
    Expect.inputs(
        routed.named(Record.class, "edge-color-record"),
        """
        {"zoneId": "Z1", "name": "blue.pay.example.com", "type": "A",
         "aliases": [{
           "name": "d-edge-color-domain.execute-api.us-east-1.amazonaws.com", "zoneId": "ZAPI",
           "evaluateTargetHealth": true}]}
        """);
  }

  @Test
  void endpointCheck_shouldAskTheColorItself_onceItAnswers() {
    var check = routed.named(HealthCheck.class, "edge-endpoint-check");

    Expect.inputs(
        check,
        """
        {"type": "HTTPS", "fqdn": "blue.pay.example.com", "port": 443,
         "resourcePath": "/health", "enableSni": true, "requestInterval": 30,
         "failureThreshold": 3}
        """);
    assertThat(check.dependsOn())
        .containsExactlyInAnyOrder("edge-color-record", "edge-color-mapping");
  }

  @Test
  void alarm_shouldBeOnTheRateOfPaymentsAnswered5xx_ofThreeMinutes() {
    Expect.inputsBut(
        routed.only(MetricAlarm.class),
        List.of("alarmDescription"),
        """
        {"name": "payments-dev-payments-not-taken",
         "namespace": "AWS/ApiGateway", "metricName": "5XXError",
         "dimensions": {
           "ApiName": "payments-dev-api", "Stage": "dev", "Method": "POST",
           "Resource": "/payment"},
         "statistic": "Average", "period": 60, "evaluationPeriods": 3,
         "comparisonOperator": "GreaterThanOrEqualToThreshold", "threshold": 0.5,
         "treatMissingData": "ignore", "alarmActions": ["topic"], "okActions": ["topic"]}
        """);
  }

  /** With {@code Healthy}, a color would get its customers back as soon as they are gone. */
  @Test
  void paymentsCheck_shouldReadTheAlarm_andStayAsItWasWithoutPayments() {
    Expect.inputsBut(
        routed.named(HealthCheck.class, "edge-payments-check"),
        List.of("triggers"),
        """
        {"type": "CLOUDWATCH_METRIC", "cloudwatchAlarmName": "payments-dev-payments-not-taken",
         "cloudwatchAlarmRegion": "us-east-1", "insufficientDataHealthStatus": "LastKnownStatus"}
        """);
  }

  @Test
  void healthCheck_shouldWantBoth() {
    Expect.inputs(
        routed.named(HealthCheck.class, "edge-health-check"),
        """
        {"type": "CALCULATED", "childHealthThreshold": 2,
         "childHealthchecks": ["edge-endpoint-check-id", "edge-payments-check-id"]}
        """);
  }

  /** Pulumi deletes in the opposite order, so the record is also the first to go. */
  @Test
  void weightedRecord_shouldBeTheLastToCome() {
    assertThat(routed.named(Record.class, "edge-weighted-record").dependsOn())
        .containsExactlyInAnyOrder(
            "serving",
            "edge-pay-permission",
            "edge-payment-state-permission",
            "edge-health-permission",
            "edge-stage",
            "edge-method-settings",
            "edge-origin-mapping",
            "edge-color-mapping",
            "edge-color-record");
    assertThat(routed.resources().stream().filter(EdgeTest::waitsForRecord)).isEmpty();
  }

  private static boolean waitsForRecord(Made made) {
    return made.dependsOn().contains("edge-weighted-record")
        || made.inputs().toString().contains("edge-weighted-record");
  }

  @Test
  void outputs_shouldBeTheApisOwn_whenTheColorIsAlone() {
    assertThat(alone.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "apiName", "payments-dev-api",
                "stageName", "dev",
                "accessLogName", "/aws/apigateway/payments-dev-access",
                "apiEndpoint", "https://api.execute-api.us-east-1.amazonaws.com/dev",
                "colorUrl", "https://api.execute-api.us-east-1.amazonaws.com/dev"));
  }

  @Test
  void outputs_shouldNameTheRoute_behindTheFrontDoor() {
    assertThat(routed.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "apiName", "payments-dev-api",
                "stageName", "dev",
                "accessLogName", "/aws/apigateway/payments-dev-access",
                "apiEndpoint", "https://api.execute-api.us-east-1.amazonaws.com/dev",
                "colorUrl", "https://blue.pay.example.com",
                "healthCheckId", "edge-health-check-id",
                "recordName", "origin.pay.example.com"));
  }

  private static Deployed deploy(Optional<Integer> weight) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var edge =
                  new Edge(
                      "edge",
                      new EdgeArgs(
                          Samples.labels(),
                          Samples.scope(),
                          30,
                          Output.of("color-key"),
                          new ThrottleSettings(300, 600),
                          new EdgeArgs.Target(
                              Output.of("payments-dev-payment"),
                              Output.of("live"),
                              Output.of("invoke:payment:live")),
                          weight.map(
                              it ->
                                  new EdgeArgs.Route(
                                      new HostNames("pay.example.com"),
                                      "Z1",
                                      "blue",
                                      it,
                                      Output.of("topic"))),
                          weight.isPresent() ? List.of(new Topic("serving")) : List.of()));
              return outputs(edge);
            });
  }

  private static Map<String, Output<?>> outputs(Edge edge) {
    var outputs = new TreeMap<String, Output<?>>();
    outputs.put("apiName", edge.apiName);
    outputs.put("stageName", edge.stageName);
    outputs.put("accessLogName", edge.accessLogName);
    outputs.put("apiEndpoint", edge.apiEndpoint);
    outputs.put("colorUrl", edge.colorUrl);
    edge.healthCheckId.ifPresent(it -> outputs.put("healthCheckId", it));
    edge.recordName.ifPresent(it -> outputs.put("recordName", it));
    return outputs;
  }
}
