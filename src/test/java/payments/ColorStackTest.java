package payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.apigateway.MethodSettings;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterInstance;
import com.pulumi.aws.route53.HealthCheck;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.sns.TopicSubscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

final class ColorStackTest {
  private static Deployed alone;
  private static Deployed blue;
  private static Deployed green;

  @BeforeAll
  static void deployOnce() {
    alone = deploy("blue", false);
    blue = deploy("blue", true);
    green = deploy("green", true);
  }

  @Test
  void outputs_shouldBeExactlyThese_whenTheColorIsAlone() {
    assertThat(alone.outputs()).containsOnly(outputsOf("blue", "us-east-1"));
  }

  private static Map.Entry<String, Object>[] outputsOf(String color, String region) {
    var function =
        "arn:aws:lambda:%s:123456789012:function:payments-%s-payment".formatted(region, color);
    return entries(
        Map.ofEntries(
            entry("environmentSuffix", color),
            entry("region", region),
            entry("deploymentColor", color),
            entry("trafficWeight", 100),
            entry("vpcId", "network-vpc-id"),
            entry("masterKmsKeyId", "data-key-key-id"),
            entry("rdsEndpoint", "writer.rds.amazonaws.com"),
            entry(
                "dbMasterSecretArn",
                "arn:aws:secretsmanager:%s:123456789012:secret:rds".formatted(region)),
            entry(
                "transactionLogsBucketName",
                "payments-%s-logs-123456789012-%s".formatted(color, region)),
            entry("sessionTableName", "payments-%s-sessions".formatted(color)),
            entry("lambdaFunctionArn", function),
            entry("lambdaAliasArn", aliasOf(color, "live")),
            entry("lambdaVersionNumber", "7"),
            entry("ledgerFunctionName", "payments-%s-ledger".formatted(color)),
            entry("apiName", "payments-%s-api".formatted(color)),
            entry("apiEndpoint", apiOf(color, region)),
            entry("colorUrl", apiOf(color, region)),
            entry(
                "snsTopicArn",
                "arn:aws:sns:%s:123456789012:payments-%s-alerts".formatted(region, color))));
  }

  @ParameterizedTest
  @CsvSource({"blue, us-east-1, 70", "green, us-west-2, 30"})
  void outputs_shouldAlsoNameTheRoute_behindTheFrontDoor(String color, String region, int weight) {
    var expected = new TreeMap<String, Object>();
    for (var output : outputsOf(color, region)) {
      expected.put(output.getKey(), output.getValue());
    }
    expected.put("trafficWeight", weight);
    expected.put("sessionTableName", "payments-shared-sessions");
    expected.put("lambdaAliasArn", aliasOf(color, color));
    expected.put("colorUrl", "https://%s.pay.example.com".formatted(color));
    expected.put("healthCheckId", "edge-health-check-id");
    expected.put("route53RecordName", "origin.pay.example.com");

    assertThat(behind(color).outputs()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void alone_shouldKeepItsOwnSessions_andNoRoute() {
    assertThat(alone.only(Table.class).input("name")).isEqualTo("payments-blue-sessions");
    assertThat(alone.all(Record.class)).isEmpty();
    assertThat(alone.all(HealthCheck.class)).isEmpty();
    assertThat(alone.all(Certificate.class)).isEmpty();
    assertThat(alone.only(Alias.class).input("name")).isEqualTo("live");
    assertThat(alone.only(EventSourceMapping.class).input("eventSourceArn"))
        .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/payments-blue-sessions/stream/1");
  }

  @ParameterizedTest
  @CsvSource({"blue, us-east-1", "green, us-west-2"})
  void behindTheFrontDoor_shouldUseTheSharedSessionsOfItsRegion(String color, String region) {
    var deployed = behind(color);
    var table = "arn:aws:dynamodb:%s:123456789012:table/payments-shared-sessions".formatted(region);
    var key = "arn:aws:kms:%s:123456789012:key/mrk-1".formatted(region);

    assertThat(deployed.all(Table.class)).isEmpty();
    assertThat(deployed.only(EventSourceMapping.class).input("eventSourceArn"))
        .isEqualTo(table + "/stream/1");
    assertThat(deployed.named(Function.class, "compute-payment").input("environment").toString())
        .contains("SESSION_TABLE=payments-shared-sessions", "COLOR=" + color);
    assertThat(policy(deployed, "payment", "Sessions")).isEqualTo(table);
    assertThat(policy(deployed, "payment", "SessionsKey")).isEqualTo(key);
    assertThat(policy(deployed, "ledger", "Stream")).isEqualTo(table + "/stream/1");
    assertThat(policy(deployed, "ledger", "SessionsKey")).isEqualTo(key);
  }

  private static String policy(Deployed deployed, String function, String sid) {
    for (var statement :
        deployed
            .named(RolePolicy.class, "compute-" + function + "-policy")
            .json("policy")
            .getAsJsonObject()
            .getAsJsonArray("Statement")) {
      if (statement.getAsJsonObject().get("Sid").getAsString().equals(sid)) {
        return statement.getAsJsonObject().get("Resource").getAsString();
      }
    }
    throw new AssertionError("no statement " + sid);
  }

  @ParameterizedTest
  @CsvSource({"blue, 70", "green, 30"})
  void weightedRecord_shouldCarryTheColorsShare(String color, int weight) {
    var record = behind(color).named(Record.class, "edge-weighted-record");

    assertThat(record.inputs())
        .containsEntry("name", "origin.pay.example.com")
        .containsEntry("setIdentifier", color)
        .containsEntry("healthCheckId", "edge-health-check-id")
        .containsEntry("weightedRoutingPolicies", List.of(Map.of("weight", (double) weight)));
    assertThat(record.dependsOn()).contains("network", "data", "compute");
  }

  /** Its ARN is used before the topic is made. */
  @ParameterizedTest
  @CsvSource({"blue", "green"})
  void everyAlarm_shouldGoToTheTopic(String color) {
    var deployed = behind(color);
    var topic = List.of(deployed.outputs().get("snsTopicArn"));

    assertThat(deployed.all(MetricAlarm.class))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.inputs())
                    .containsEntry("alarmActions", topic)
                    .containsEntry("okActions", topic));
  }

  @Test
  void api_shouldCallTheAliasOfItsColor() {
    assertThat(green.only(Alias.class).input("name")).isEqualTo("green");
    assertThat(green.all(Permission.class))
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.input("qualifier")).isEqualTo("green"));
  }

  @Test
  void colors_shouldMakeTheSameResources() {
    assertThat(green.resources().stream().map(Made::toString))
        .containsExactlyInAnyOrderElementsOf(
            blue.resources().stream().map(Made::toString).toList());
  }

  /** All but the sessions, which live in the shared stack, and the route. */
  @Test
  void blueGreen_shouldChangeNothingElse() {
    var only = blue.resources().stream().map(Made::toString).toList();

    assertThat(alone.resources().stream().map(Made::toString).filter(it -> !only.contains(it)))
        .containsExactly("aws:dynamodb/table:Table data-sessions");
    assertThat(blue.all(Distribution.class)).isEmpty();
  }

  @Test
  void settings_shouldReachWhatTheyAreFor() {
    var settings =
        Samples.color(
            "blue",
            "environmentSuffix",
            "prod-eu",
            "vpcCidr",
            "10.7.0.0/16",
            "dbMasterUsername",
            "ledger",
            "dbInstances",
            "3",
            "functionMemory",
            "1769",
            "functionTimeout",
            "45",
            "functionRuntime",
            "provided.al2023",
            "apiRateLimit",
            "40",
            "apiBurstLimit",
            "80",
            "logRetentionDays",
            "365",
            "alertEmail",
            "ops@example.com",
            "protectData",
            "false");
    var deployed =
        Program.in("us-east-1")
            .deploy(context -> ColorStack.build(settings, Path.of("f.zip"), Optional.empty()));

    assertThat(deployed.only(Vpc.class).input("cidrBlock")).isEqualTo("10.7.0.0/16");
    assertThat(deployed.only(Cluster.class).inputs())
        .containsEntry("clusterIdentifier", "payments-prod-eu-aurora")
        .containsEntry("masterUsername", "ledger");
    assertThat(deployed.all(ClusterInstance.class)).hasSize(3);
    assertThat(deployed.all(Function.class))
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it.inputs())
                    .containsEntry("memorySize", 1769.0)
                    .containsEntry("timeout", 45.0)
                    .containsEntry("runtime", "provided.al2023"));
    assertThat(deployed.all(LogGroup.class))
        .hasSize(6)
        .allSatisfy(it -> assertThat(it.input("retentionInDays")).isEqualTo(365.0));
    assertThat(Expect.json(deployed.only(MethodSettings.class).input("settings")).toString())
        .contains("\"throttlingRateLimit\":40.0", "\"throttlingBurstLimit\":80.0");
    assertThat(deployed.only(TopicSubscription.class).input("endpoint"))
        .isEqualTo("ops@example.com");
    assertThat(deployed.resources()).noneMatch(Made::protect);
  }

  @Test
  void parts_shouldBeWiredToEachOther() {
    var groups = alone.all(SecurityGroup.class).stream().map(Made::name);

    assertThat(groups)
        .containsExactlyInAnyOrder("network-function-sg", "network-db-sg", "network-endpoint-sg");
    assertThat(alone.only(Cluster.class).input("vpcSecurityGroupIds"))
        .isEqualTo(List.of("network-db-sg-id"));
    for (var function : alone.all(Function.class)) {
      assertThat(Expect.json(function.input("vpcConfig")))
          .isEqualTo(
              Expect.json(
                  Map.of(
                      "subnetIds",
                      List.of("network-private-subnet-1-id", "network-private-subnet-2-id"),
                      "securityGroupIds",
                      List.of("network-function-sg-id"))));
    }
    assertThat(alone.only(Cluster.class).input("finalSnapshotIdentifier"))
        .isEqualTo("payments-blue-aurora-final-network-vpc-id");
    assertThat(alone.all(Key.class)).hasSize(1);
  }

  private static Deployed behind(String color) {
    return color.equals("blue") ? blue : green;
  }

  private static String aliasOf(String color, String alias) {
    return "arn:aws:lambda:%s:123456789012:function:payments-%s-payment:%s"
        .formatted(Samples.regionOf(color), color, alias);
  }

  private static String apiOf(String color, String region) {
    return "https://api.execute-api.%s.amazonaws.com/%s".formatted(region, color);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map.Entry<String, Object>[] entries(Map<String, Object> map) {
    return map.entrySet().toArray(new Map.Entry[0]);
  }

  private static Deployed deploy(String color, boolean blueGreen) {
    var shared =
        blueGreen
            ? Optional.of(SharedValues.of(Samples.sharedOutputs()))
            : Optional.<SharedValues>empty();
    return Program.in(Samples.regionOf(color))
        .stack(color)
        .deploy(
            context ->
                ColorStack.build(
                    Samples.color(color, "blueGreen", String.valueOf(blueGreen)),
                    Path.of("function", "target", "function.zip"),
                    shared));
  }
}
