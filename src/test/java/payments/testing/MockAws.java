package payments.testing;

import com.pulumi.test.Mocks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers as AWS would: with what was asked for and what AWS adds. Keeps every request. */
final class MockAws implements Mocks {
  static final String ACCOUNT = "123456789012";

  final ConcurrentLinkedQueue<ResourceArgs> requests = new ConcurrentLinkedQueue<>();

  private final String region;
  private final Map<String, Object> sharedOutputs;

  /**
   * @param region the Region of the stack
   * @param sharedOutputs what a reference to the shared stack finds; null if there is no such stack
   */
  MockAws(String region, Map<String, Object> sharedOutputs) {
    this.region = region;
    this.sharedOutputs = sharedOutputs;
  }

  @Override
  public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
    requests.add(args);
    var state = new LinkedHashMap<String, Object>(args.inputs);
    added(args).forEach(state::putIfAbsent);
    if (args.inputs.get("replicas") instanceof List<?> replicas) {
      state.put(
          "replicas",
          replicas.stream().map(it -> replica((Map<?, ?>) it, args.inputs.get("name"))).toList());
    }
    return CompletableFuture.completedFuture(
        ResourceResult.of(Optional.of(args.name + "-id"), state));
  }

  @Override
  public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
    if (args.token.equals("pulumi:pulumi:readStackOutputs") && sharedOutputs == null) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(
              "invocation of " + args.token + " returned an error: unknown stack"));
    }
    return CompletableFuture.completedFuture(
        switch (args.token) {
          case "aws:index/getCallerIdentity:getCallerIdentity" ->
              Map.of(
                  "accountId",
                  ACCOUNT,
                  "arn",
                  "arn:aws:iam::" + ACCOUNT + ":user/test",
                  "id",
                  ACCOUNT,
                  "userId",
                  "test");
          case "aws:index/getAvailabilityZones:getAvailabilityZones" ->
              Map.of(
                  "id",
                  region,
                  "names",
                  List.of(region + "a", region + "b", region + "c"),
                  "zoneIds",
                  List.of("z1", "z2", "z3"),
                  "groupNames",
                  List.of(region));
          case "pulumi:pulumi:readStackOutputs" -> Map.of("outputs", sharedOutputs);
          default -> throw new AssertionError("nobody expected a call of " + args.token);
        });
  }

  private Map<String, Object> added(ResourceArgs args) {
    var named = String.valueOf(args.inputs.getOrDefault("name", args.name));
    return switch (args.type) {
      case "pulumi:pulumi:StackReference" -> Map.of("outputs", sharedOutputs);
      case "aws:acm/certificate:Certificate" ->
          Map.of(
              "arn",
              arn("acm", "certificate/" + args.name),
              "domainValidationOptions",
              options(args));
      case "aws:apigateway/restApi:RestApi" ->
          Map.of("executionArn", arn("execute-api", "api"), "rootResourceId", "root");
      case "aws:apigateway/stage:Stage" ->
          Map.of(
              "invokeUrl",
              "https://api.execute-api."
                  + region
                  + ".amazonaws.com/"
                  + args.inputs.get("stageName"));
      case "aws:apigateway/domainName:DomainName" ->
          Map.of(
              "regionalDomainName",
              "d-" + args.name + ".execute-api." + region + ".amazonaws.com",
              "regionalZoneId",
              "ZAPI");
      case "aws:cloudfront/distribution:Distribution" ->
          Map.of("domainName", "d1.cloudfront.net", "hostedZoneId", "Z2FDTNDATAQYW2");
      case "aws:cloudwatch/logGroup:LogGroup" -> Map.of("arn", arn("logs", "log-group:" + named));
      case "aws:dynamodb/table:Table" -> table(named);
      case "aws:ec2/vpcEndpoint:VpcEndpoint" -> Map.of("prefixListId", "pl-" + args.name);
      case "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey" ->
          Map.of("arn", arn("kms", "key/" + args.name), "keyId", args.name + "-key-id");
      case "aws:lambda/alias:Alias" ->
          Map.of(
              "arn",
              arn("lambda", "function:" + args.inputs.get("functionName") + ":" + named),
              "invokeArn",
              "invoke:" + args.name);
      case "aws:lambda/function:Function" ->
          Map.of("arn", arn("lambda", "function:" + named), "version", "7");
      case "aws:rds/cluster:Cluster" ->
          Map.of(
              "endpoint",
              "writer.rds.amazonaws.com",
              "port",
              3306,
              "masterUserSecrets",
              List.of(
                  Map.of(
                      "secretArn",
                      arn("secretsmanager", "secret:rds"),
                      "secretStatus",
                      "active",
                      "kmsKeyId",
                      "key")));
      case "aws:route53/record:Record" -> Map.of("fqdn", args.inputs.get("name"));
      case "aws:s3/bucketV2:BucketV2" -> Map.of("arn", "arn:aws:s3:::" + args.inputs.get("bucket"));
      case "aws:sns/topic:Topic" -> Map.of("arn", arn("sns", named));
      case "aws:sqs/queue:Queue" ->
          Map.of(
              "arn",
              arn("sqs", named),
              "url",
              "https://sqs." + region + ".amazonaws.com/" + ACCOUNT + "/" + named);
      case "aws:iam/role:Role" -> Map.of("arn", "arn:aws:iam::" + ACCOUNT + ":role/" + named);
      default -> Map.of();
    };
  }

  private Map<String, Object> table(String named) {
    return Map.of(
        "arn", arn("dynamodb", "table/" + named),
        "streamArn", arn("dynamodb", "table/" + named + "/stream/1"));
  }

  /** A replica is asked for inside the table and gets its ARNs there. */
  private static Object replica(Map<?, ?> asked, Object name) {
    var arn = "arn:aws:dynamodb:%s:%s:table/%s".formatted(asked.get("regionName"), ACCOUNT, name);
    var replica = new LinkedHashMap<Object, Object>(asked);
    replica.put("arn", arn);
    replica.put("streamArn", arn + "/stream/2");
    return replica;
  }

  private static List<Map<String, Object>> options(ResourceArgs args) {
    return List.of(
        Map.of(
            "domainName",
            args.inputs.get("domainName"),
            "resourceRecordName",
            "_check." + args.inputs.get("domainName"),
            "resourceRecordType",
            "CNAME",
            "resourceRecordValue",
            "_answer.acm-validations.aws"));
  }

  private String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + ACCOUNT + ":" + resource;
  }
}
