package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Made;
import payments.testing.Program;
import payments.testing.Samples;

/** Rules that hold for every resource of every kind of stack. */
final class ComponentRulesTest {
  /** The kinds of stack. All are called prod, the hardest case for names. */
  enum Stack {
    SHARED,
    ALONE,
    BLUE,
    GREEN;

    String color() {
      return switch (this) {
        case SHARED -> "shared";
        case ALONE, BLUE -> "blue";
        case GREEN -> "green";
      };
    }

    Deployed deployed() {
      return DEPLOYED.get(this);
    }
  }

  private static final Map<Stack, Deployed> DEPLOYED = new LinkedHashMap<>();

  private static final String SUFFIX = "prod";
  private static final String TAGS = "{\"CostCenter\":\"42\"}";

  /** Types that hold data at rest, each with the inputs that name its key. */
  private static final Map<String, List<String>> STORES =
      Map.of(
          "aws:cloudwatch/logGroup:LogGroup",
          List.of("kmsKeyId"),
          "aws:dynamodb/table:Table",
          List.of("serverSideEncryption.kmsKeyArn"),
          "aws:lambda/function:Function",
          List.of("kmsKeyArn"),
          "aws:rds/cluster:Cluster",
          List.of("kmsKeyId", "masterUserSecretKmsKeyId"),
          "aws:s3/bucketServerSideEncryptionConfigurationV2"
              + ":BucketServerSideEncryptionConfigurationV2",
          List.of("rules.applyServerSideEncryptionByDefault.kmsMasterKeyId"),
          "aws:sns/topic:Topic",
          List.of("kmsMasterKeyId"),
          "aws:sqs/queue:Queue",
          List.of("kmsMasterKeyId"));

  /**
   * All other types in use. A new type is to be added here, or to the stores above if it keeps
   * data.
   */
  private static final Set<String> NO_STORES =
      Set.of(
          "aws:acm/certificate:Certificate",
          "aws:acm/certificateValidation:CertificateValidation",
          "aws:apigateway/account:Account",
          "aws:apigateway/deployment:Deployment",
          "aws:apigateway/domainName:DomainName",
          "aws:apigateway/integration:Integration",
          "aws:apigateway/method:Method",
          "aws:apigateway/methodSettings:MethodSettings",
          "aws:apigateway/resource:Resource",
          "aws:apigateway/restApi:RestApi",
          "aws:apigateway/stage:Stage",
          "aws:apigatewayv2/apiMapping:ApiMapping",
          "aws:cloudfront/distribution:Distribution",
          "aws:cloudwatch/dashboard:Dashboard",
          "aws:cloudwatch/logMetricFilter:LogMetricFilter",
          "aws:cloudwatch/metricAlarm:MetricAlarm",
          "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
          "aws:ec2/internetGateway:InternetGateway",
          "aws:ec2/route:Route",
          "aws:ec2/routeTable:RouteTable",
          "aws:ec2/routeTableAssociation:RouteTableAssociation",
          "aws:ec2/securityGroup:SecurityGroup",
          "aws:ec2/subnet:Subnet",
          "aws:ec2/vpc:Vpc",
          "aws:ec2/vpcEndpoint:VpcEndpoint",
          "aws:iam/role:Role",
          "aws:iam/rolePolicy:RolePolicy",
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          "aws:kms/alias:Alias",
          "aws:kms/key:Key",
          "aws:kms/replicaKey:ReplicaKey",
          "aws:lambda/alias:Alias",
          "aws:lambda/eventSourceMapping:EventSourceMapping",
          "aws:lambda/permission:Permission",
          // A cluster's storage is encrypted as a whole, and so are its instances.
          "aws:rds/clusterInstance:ClusterInstance",
          "aws:rds/clusterParameterGroup:ClusterParameterGroup",
          "aws:rds/subnetGroup:SubnetGroup",
          "aws:route53/healthCheck:HealthCheck",
          "aws:route53/record:Record",
          "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
          "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
          "aws:s3/bucketPolicy:BucketPolicy",
          "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
          // Encrypted by the configuration above, of which every bucket must have one.
          "aws:s3/bucketV2:BucketV2",
          "aws:s3/bucketVersioningV2:BucketVersioningV2",
          "aws:sns/topicPolicy:TopicPolicy",
          "aws:sns/topicSubscription:TopicSubscription",
          "aws:sqs/queuePolicy:QueuePolicy",
          "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
          "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");

  /** Statements of roles that may name every resource, and why. */
  private static final Map<String, String> ANY_RESOURCE =
      Map.of(
          "NetworkInterfaceQueries", "EC2's describe actions know no resource",
          "NetworkInterfacesFromCode", "a refusal is best without a limit",
          "StreamNames", "ListStreams knows no resource");

  private static final Pattern SECRET_NAME =
      Pattern.compile("password|passwd|secret|credential|token|private_?key|access_?key");

  /** Where AWS wants a name to be unique in the account whatever the Region, or in the world. */
  private static final Map<String, List<String>> GLOBAL_NAMES =
      Map.of(
          "aws:cloudwatch/dashboard:Dashboard", List.of("dashboardName"),
          "aws:iam/role:Role", List.of("name"),
          "aws:route53/record:Record", List.of("name", "type", "setIdentifier"),
          "aws:s3/bucketV2:BucketV2", List.of("bucket"));

  private static final List<String> PHYSICAL_NAMES =
      List.of("name", "bucket", "clusterIdentifier", "identifier", "dashboardName");

  @BeforeAll
  static void deployAll() {
    DEPLOYED.put(
        Stack.SHARED,
        Program.in("us-east-1")
            .stack("shared")
            .deploy(
                context ->
                    SharedStack.build(Samples.shared("environmentSuffix", SUFFIX, "tags", TAGS))));
    DEPLOYED.put(Stack.ALONE, color("blue", Optional.empty()));
    var shared = Optional.of(SharedValues.of(Samples.sharedOutputs()));
    DEPLOYED.put(Stack.BLUE, color("blue", shared));
    DEPLOYED.put(Stack.GREEN, color("green", shared));
  }

  private static Deployed color(String color, Optional<SharedValues> shared) {
    var settings =
        Samples.color(
            color,
            "environmentSuffix",
            SUFFIX,
            "tags",
            TAGS,
            "blueGreen",
            String.valueOf(shared.isPresent()));
    return Program.in(Samples.regionOf(color))
        .stack(color)
        .deploy(context -> ColorStack.build(settings, Path.of("function.zip"), shared));
  }

  @ParameterizedTest
  @EnumSource
  void everyResource_shouldBelongToAComponent(Stack stack) {
    var components = components(stack).map(Made::name).collect(Collectors.toSet());

    assertThat(components).isNotEmpty();
    for (var made : stack.deployed().aws()) {
      assertThat(made.parent()).as("parent of %s", made).isPresent();
      assertThat(components).as("parent of %s", made).contains(made.parent().orElseThrow());
      assertThat(made.name()).startsWith(made.parent().orElseThrow() + "-");
    }
  }

  @ParameterizedTest
  @EnumSource
  void componentsAndProviders_shouldBelongToTheStackItself(Stack stack) {
    assertThat(stack.deployed().resources().stream().filter(it -> it.parent().isEmpty()))
        .allMatch(
            it -> it.type().startsWith("payments:") || it.type().startsWith("pulumi:providers:"));
    assertThat(components(stack)).allMatch(it -> it.parent().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyLogicalName_shouldBeThere_once(Stack stack) {
    assertThat(stack.deployed().resources().stream().map(Made::toString)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyTaggableResource_shouldCarryExactlyTheTags(Stack stack)
      throws ReflectiveOperationException {
    var names = new ArrayList<String>();
    for (var made : stack.deployed().aws()) {
      assertThat(made.inputs().containsKey("tags"))
          .as("%s has tags", made)
          .isEqualTo(taggable(made));
      if (taggable(made)) {
        var tags = Expect.json(made.input("tags")).getAsJsonObject();
        assertThat(tags.keySet())
            .as("tags of %s", made)
            .containsExactlyInAnyOrder(
                "Name", "Environment", "DeploymentColor", "Project", "CostCenter");
        assertThat(tags.get("Environment").getAsString()).isEqualTo(SUFFIX);
        assertThat(tags.get("DeploymentColor").getAsString()).isEqualTo(stack.color());
        assertThat(tags.get("Project").getAsString()).isEqualTo("payments");
        assertThat(tags.get("CostCenter").getAsString()).isEqualTo("42");
        assertThat(tags.get("Name").getAsString()).startsWith("payments-" + SUFFIX + "-");
        names.add(made.type() + " " + tags.get("Name").getAsString());
      }
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  /** Whether the SDK lets the resource have tags: {@code aws:ec2/vpc:Vpc} is {@code ec2.Vpc}. */
  private static boolean taggable(Made made) throws ClassNotFoundException {
    var parts = made.type().split("[:/]", -1);
    var type = Class.forName("com.pulumi.aws." + parts[1] + "." + parts[3]);
    return Stream.of(type.getMethods()).anyMatch(method -> method.getName().equals("tags"));
  }

  @ParameterizedTest
  @EnumSource
  void physicalNames_shouldBeUniqueInAStack(Stack stack) {
    var names = new ArrayList<String>();
    for (var made : stack.deployed().aws()) {
      PHYSICAL_NAMES.stream()
          .filter(made.inputs()::containsKey)
          .filter(key -> !made.type().equals("aws:route53/record:Record"))
          .filter(key -> !key.equals("bucket") || made.type().endsWith(":BucketV2"))
          .filter(key -> !key.equals("clusterIdentifier") || made.type().endsWith(":Cluster"))
          .forEach(key -> names.add(made.type() + " " + made.provider() + " " + made.input(key)));
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  /** Stacks in one Region meet in all names, stacks in two only in those of global services. */
  @Test
  void physicalNames_shouldBeUniqueAcrossStacks_evenWithOneSuffix() {
    var names = new ArrayList<String>();
    for (var stack : List.of(Stack.SHARED, Stack.BLUE, Stack.GREEN)) {
      for (var made : stack.deployed().aws()) {
        var global = GLOBAL_NAMES.get(made.type());
        var region = made.provider().map(it -> it.replace("aws-", "")).orElse(regionOf(stack));
        if (global != null) {
          names.add(made.type() + " " + global.stream().map(made.inputs()::get).toList());
        } else if (made.inputs().get("name") instanceof String name) {
          names.add(region + " " + made.type() + " " + name);
        }
      }
    }
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String regionOf(Stack stack) {
    return Samples.regionOf(stack.color());
  }

  @ParameterizedTest
  @EnumSource
  void nothingSecret_shouldBeInTheClear(Stack stack) {
    BiConsumer<String, JsonElement> check =
        (path, value) -> {
          var key = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
          if (SECRET_NAME.matcher(key).find() && isText(value)) {
            assertThat(value.getAsString()).as(path).matches("arn:aws:.+|true|false");
          }
        };
    stack
        .deployed()
        .resources()
        .forEach(made -> visit(made.toString(), Expect.json(made.inputs()), check));
    visit("outputs", Expect.json(stack.deployed().outputs()), check);
  }

  @ParameterizedTest
  @EnumSource
  void onlyThePublicSubnets_shouldHaveAWayToTheInternet(Stack stack) {
    var open = new ArrayList<String>();
    for (var made : stack.deployed().aws()) {
      visit(
          made.name(),
          Expect.json(made.inputs()),
          (path, value) -> {
            if (isText(value) && Set.of("0.0.0.0/0", "::/0").contains(value.getAsString())) {
              open.add(path);
            }
          });
    }
    assertThat(open)
        .isEqualTo(
            stack == Stack.SHARED
                ? List.of()
                : List.of("network-public-route.destinationCidrBlock"));
  }

  @ParameterizedTest
  @EnumSource
  void nothing_shouldBePublic(Stack stack) {
    for (var made : stack.deployed().aws()) {
      visit(
          made.toString(),
          Expect.json(made.inputs()),
          (path, value) -> {
            var key = path.substring(path.lastIndexOf('.') + 1);
            assertThat(key).as(path).isNotIn("acl", "grants", "accessControlPolicy");
            if (Set.of("publiclyAccessible", "mapPublicIpOnLaunch", "associatePublicIpAddress")
                .contains(key)) {
              assertThat(value.getAsBoolean()).as(path).isFalse();
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStore_shouldBeUnderAKeyOfItsOwnStack(Stack stack) {
    var keys =
        stack.deployed().aws().stream()
            .filter(it -> it.type().matches("aws:kms/(key:Key|replicaKey:ReplicaKey)"))
            .map(Made::name)
            .collect(Collectors.toSet());
    for (var made : stack.deployed().aws()) {
      for (var path : STORES.getOrDefault(made.type(), List.of())) {
        assertThat(keys).as("%s %s", made, path).contains(keyName(at(made, path)));
      }
    }
    assertThat(stack.deployed().aws().stream().map(Made::type))
        .as("types; see STORES and NO_STORES")
        .allMatch(type -> STORES.containsKey(type) || NO_STORES.contains(type));
  }

  private static String keyName(JsonElement arn) {
    assertThat(arn).isNotNull();
    return arn.getAsString().replaceFirst("^arn:aws:kms:[^:]+:123456789012:key/", "");
  }

  @ParameterizedTest
  @EnumSource
  void everyBucket_shouldBeEncryptedPrivateAndTlsOnly(Stack stack) {
    for (var bucket : all(stack, "aws:s3/bucketV2:BucketV2")) {
      for (var type :
          List.of(
              "aws:s3/bucketServerSideEncryptionConfigurationV2"
                  + ":BucketServerSideEncryptionConfigurationV2",
              "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
              "aws:s3/bucketPolicy:BucketPolicy",
              "aws:s3/bucketVersioningV2:BucketVersioningV2")) {
        assertThat(all(stack, type).stream().map(it -> it.input("bucket")))
            .as(type)
            .contains(bucket.input("bucket"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReplica_shouldBeUnderAKey(Stack stack) {
    for (var table : all(stack, "aws:dynamodb/table:Table")) {
      var replicas = Expect.json(table.inputs().getOrDefault("replicas", List.of()));
      for (var replica : replicas.getAsJsonArray()) {
        assertThat(replica.getAsJsonObject().get("kmsKeyArn").getAsString())
            .startsWith("arn:aws:kms:");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLogGroup_shouldEnd(Stack stack) {
    assertThat(all(stack, "aws:cloudwatch/logGroup:LogGroup"))
        .allSatisfy(it -> assertThat((double) it.input("retentionInDays")).isPositive());
  }

  @ParameterizedTest
  @EnumSource
  void everyFunction_shouldHaveItsOwnRoleAndLogGroup(Stack stack) {
    var functions = all(stack, "aws:lambda/function:Function");
    var logGroups =
        all(stack, "aws:cloudwatch/logGroup:LogGroup").stream()
            .map(it -> it.input("name"))
            .toList();

    assertThat(functions.stream().map(it -> it.input("role"))).doesNotHaveDuplicates();
    for (var function : functions) {
      assertThat(logGroups).contains(at(function, "loggingConfig.logGroup").getAsString());
    }
  }

  /** X-Ray would be one more service in the way of every call. */
  @ParameterizedTest
  @EnumSource
  void nothing_shouldBeTraced(Stack stack) {
    for (var function : all(stack, "aws:lambda/function:Function")) {
      assertThat(at(function, "tracingConfig.mode").getAsString()).isEqualTo("PassThrough");
    }
    for (var stage : all(stack, "aws:apigateway/stage:Stage")) {
      assertThat(stage.input("xrayTracingEnabled")).isEqualTo(false);
    }
    for (var statement : statements(stack, "aws:iam/rolePolicy:RolePolicy", "policy")) {
      assertThat(texts(statement.get("Action"))).noneMatch(it -> it.startsWith("xray:"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRole_shouldBeAllowedExactActionsOnExactResources(Stack stack) {
    for (var statement : statements(stack, "aws:iam/rolePolicy:RolePolicy", "policy")) {
      var sid = statement.get("Sid").getAsString();
      assertThat(statement.keySet())
          .as(sid)
          .doesNotContain("NotAction", "NotResource", "Principal", "NotPrincipal");
      assertThat(texts(statement.get("Action")))
          .as(sid)
          .allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z]+"));
      if (ANY_RESOURCE.containsKey(sid)) {
        assertThat(texts(statement.get("Resource"))).as(sid).containsExactly("*");
      } else {
        assertThat(texts(statement.get("Resource")))
            .as(sid)
            .allMatch(it -> it.startsWith("arn:aws:"));
      }
    }
    assertThat(all(stack, "aws:iam/rolePolicyAttachment:RolePolicyAttachment"))
        .allSatisfy(
            it ->
                assertThat(it.input("policyArn"))
                    .isEqualTo(
                        "arn:aws:iam::aws:policy/service-role/"
                            + "AmazonAPIGatewayPushToCloudWatchLogs"));
  }

  @ParameterizedTest
  @EnumSource
  void noPolicy_shouldAllowEverybody(Stack stack) {
    for (var made : stack.deployed().aws()) {
      for (var key : List.of("policy", "assumeRolePolicy")) {
        if (made.inputs().containsKey(key)) {
          for (var statement : statements(made, key)) {
            if (statement.get("Effect").getAsString().equals("Allow")
                && statement.has("Principal")) {
              assertThat(statement.get("Principal").toString())
                  .as(made.toString())
                  .doesNotContain("*");
            }
          }
        }
      }
    }
  }

  private static Stream<Made> components(Stack stack) {
    return stack.deployed().resources().stream().filter(it -> it.type().startsWith("payments:"));
  }

  private static List<Made> all(Stack stack, String type) {
    return stack.deployed().aws().stream().filter(it -> it.type().equals(type)).toList();
  }

  private static List<JsonObject> statements(Stack stack, String type, String key) {
    return all(stack, type).stream().flatMap(it -> statements(it, key).stream()).toList();
  }

  private static List<JsonObject> statements(Made made, String key) {
    return made.json(key).getAsJsonObject().getAsJsonArray("Statement").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static List<String> texts(JsonElement oneOrMany) {
    return oneOrMany.isJsonArray()
        ? oneOrMany.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
        : List.of(oneOrMany.getAsString());
  }

  /** The input at a path of keys; of a list, its first item. */
  private static JsonElement at(Made made, String path) {
    var element = Expect.json(made.inputs());
    for (var key : path.split("\\.", -1)) {
      if (element instanceof JsonArray array) {
        element = array.get(0);
      }
      element = element.getAsJsonObject().get(key);
      assertThat(element).as("%s %s", made, path).isNotNull();
    }
    return element;
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static void visit(
      String path, JsonElement element, BiConsumer<String, JsonElement> visitor) {
    visitor.accept(path, element);
    if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> visit(path + "." + entry.getKey(), entry.getValue(), visitor));
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> visit(path, item, visitor));
    }
  }
}
