package payments.local.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All that an account holds of the kinds that the stacks make, whoever made it. What each account
 * is born with (default VPC, default parameter groups, the account's own keys) is left out, and
 * keys that wait for their deletion too, since AWS keeps those for a week at least.
 */
public final class Inventory {
  private final AwsClients aws;

  /**
   * @param aws clients for the emulator
   */
  public Inventory(AwsClients aws) {
    this.aws = aws;
  }

  /** One line per resource: Region or {@code global}, kind and name. */
  public List<String> list() {
    List<String> found = new ArrayList<>();
    global(found);
    for (String region : AwsClients.REGIONS) {
      network(region, found);
      data(region, found);
      compute(region, found);
      edge(region, found);
      monitoring(region, found);
    }
    return found.stream().sorted().toList();
  }

  /**
   * Whether the emulator has lost its state: it keeps the objects in buckets as they come, and all
   * else when it ends in order.
   *
   * @param held what {@link #list} gave
   */
  public static boolean lost(List<String> held) {
    return held.stream().allMatch(line -> line.startsWith("global bucket "));
  }

  private void global(List<String> found) {
    String region = AwsClients.REGIONS.get(0);
    IamClient iam = aws.get(IamClient.class, IamClient::builder, region);
    add(
        found,
        "global",
        "IAM role",
        iam.listRolesPaginator().roles().stream()
            .filter(role -> !role.path().startsWith("/aws-service-role/")),
        role -> role.roleName());
    add(
        found,
        "global",
        "IAM policy",
        iam
            .listPoliciesPaginator(request -> request.scope(PolicyScopeType.LOCAL))
            .policies()
            .stream(),
        policy -> policy.policyName());
    Route53Client route53 = aws.get(Route53Client.class, Route53Client::builder, region);
    add(
        found,
        "global",
        "hosted zone",
        route53.listHostedZonesPaginator().hostedZones().stream(),
        zone -> zone.name());
    add(
        found,
        "global",
        "health check",
        route53.listHealthChecksPaginator().healthChecks().stream(),
        check -> check.id());
    CloudFrontClient cloudFront =
        aws.get(CloudFrontClient.class, CloudFrontClient::builder, region);
    add(
        found,
        "global",
        "distribution",
        cloudFront.listDistributions().distributionList().items().stream(),
        distribution -> distribution.id());
    S3Client s3 = aws.get(S3Client.class, S3Client::builder, region);
    add(found, "global", "bucket", s3.listBuckets().buckets().stream(), bucket -> bucket.name());
  }

  private void network(String region, List<String> found) {
    Ec2Client ec2 = aws.get(Ec2Client.class, Ec2Client::builder, region);
    List<String> defaults =
        ec2.describeVpcs().vpcs().stream().filter(Vpc::isDefault).map(Vpc::vpcId).toList();
    add(
        found,
        region,
        "VPC",
        ec2.describeVpcs().vpcs().stream().filter(vpc -> !vpc.isDefault()),
        vpc -> vpc.vpcId());
    add(
        found,
        region,
        "subnet",
        ec2.describeSubnets().subnets().stream()
            .filter(subnet -> !defaults.contains(subnet.vpcId())),
        subnet -> subnet.subnetId());
    add(
        found,
        region,
        "security group",
        ec2.describeSecurityGroups().securityGroups().stream()
            .filter(group -> !defaults.contains(group.vpcId())),
        group -> group.groupName());
    add(
        found,
        region,
        "route table",
        ec2.describeRouteTables().routeTables().stream()
            .filter(table -> !defaults.contains(table.vpcId())),
        table -> table.routeTableId());
    add(
        found,
        region,
        "internet gateway",
        ec2.describeInternetGateways().internetGateways().stream()
            .filter(
                gateway ->
                    gateway.attachments().stream()
                        .noneMatch(attachment -> defaults.contains(attachment.vpcId()))),
        gateway -> gateway.internetGatewayId());
    add(
        found,
        region,
        "VPC endpoint",
        ec2.describeVpcEndpoints().vpcEndpoints().stream()
            .filter(endpoint -> !"deleted".equals(endpoint.stateAsString())),
        endpoint -> endpoint.serviceName());
  }

  private void data(String region, List<String> found) {
    RdsClient rds = aws.get(RdsClient.class, RdsClient::builder, region);
    add(
        found,
        region,
        "DB cluster",
        rds.describeDBClusters().dbClusters().stream(),
        cluster -> cluster.dbClusterIdentifier());
    add(
        found,
        region,
        "DB instance",
        rds.describeDBInstances().dbInstances().stream(),
        instance -> instance.dbInstanceIdentifier());
    add(
        found,
        region,
        "DB subnet group",
        rds.describeDBSubnetGroups().dbSubnetGroups().stream()
            .filter(group -> !group.dbSubnetGroupName().startsWith("default")),
        group -> group.dbSubnetGroupName());
    add(
        found,
        region,
        "DB cluster parameter group",
        rds.describeDBClusterParameterGroups().dbClusterParameterGroups().stream()
            .filter(group -> !group.dbClusterParameterGroupName().startsWith("default.")),
        group -> group.dbClusterParameterGroupName());
    add(
        found,
        region,
        "DB cluster snapshot",
        rds.describeDBClusterSnapshots().dbClusterSnapshots().stream(),
        snapshot -> snapshot.dbClusterSnapshotIdentifier());
    DynamoDbClient dynamo = aws.get(DynamoDbClient.class, DynamoDbClient::builder, region);
    add(found, region, "table", dynamo.listTables().tableNames().stream(), name -> name);
    SecretsManagerClient secrets =
        aws.get(SecretsManagerClient.class, SecretsManagerClient::builder, region);
    add(
        found,
        region,
        "secret",
        secrets.listSecrets(request -> request.maxResults(100)).secretList().stream(),
        secret -> secret.name());
    KmsClient kms = aws.get(KmsClient.class, KmsClient::builder, region);
    add(
        found,
        region,
        "key",
        kms.listKeysPaginator().keys().stream()
            .map(key -> kms.describeKey(request -> request.keyId(key.keyId())).keyMetadata())
            .filter(Inventory::customerKeyInUse),
        key -> key.keyId());
    add(
        found,
        region,
        "key alias",
        kms.listAliasesPaginator().aliases().stream()
            .filter(alias -> !alias.aliasName().startsWith("alias/aws/")),
        alias -> alias.aliasName());
  }

  private static boolean customerKeyInUse(KeyMetadata key) {
    return "CUSTOMER".equals(key.keyManagerAsString())
        && key.keyState() != KeyState.PENDING_DELETION
        && key.keyState() != KeyState.PENDING_REPLICA_DELETION;
  }

  private void compute(String region, List<String> found) {
    LambdaClient lambda = aws.get(LambdaClient.class, LambdaClient::builder, region);
    add(
        found,
        region,
        "function",
        lambda.listFunctionsPaginator().functions().stream(),
        function -> function.functionName());
    add(
        found,
        region,
        "event source mapping",
        lambda.listEventSourceMappingsPaginator().eventSourceMappings().stream(),
        mapping -> mapping.uuid());
    SqsClient sqs = aws.get(SqsClient.class, SqsClient::builder, region);
    add(found, region, "queue", sqs.listQueues().queueUrls().stream(), url -> url);
  }

  private void edge(String region, List<String> found) {
    ApiGatewayClient gateway = aws.get(ApiGatewayClient.class, ApiGatewayClient::builder, region);
    add(
        found,
        region,
        "REST API",
        gateway.getRestApisPaginator().items().stream(),
        api -> api.name());
    add(
        found,
        region,
        "custom domain",
        gateway.getDomainNamesPaginator().items().stream(),
        domain -> domain.domainName());
    add(
        found,
        region,
        "usage plan",
        gateway.getUsagePlansPaginator().items().stream(),
        plan -> plan.name());
    AcmClient acm = aws.get(AcmClient.class, AcmClient::builder, region);
    add(
        found,
        region,
        "certificate",
        acm.listCertificatesPaginator().certificateSummaryList().stream(),
        certificate -> certificate.domainName());
  }

  private void monitoring(String region, List<String> found) {
    SnsClient sns = aws.get(SnsClient.class, SnsClient::builder, region);
    add(
        found,
        region,
        "topic",
        sns.listTopicsPaginator().topics().stream(),
        topic -> topic.topicArn());
    add(
        found,
        region,
        "subscription",
        sns.listSubscriptionsPaginator().subscriptions().stream(),
        subscription -> subscription.endpoint());
    CloudWatchClient cloudWatch =
        aws.get(CloudWatchClient.class, CloudWatchClient::builder, region);
    add(
        found,
        region,
        "alarm",
        cloudWatch.describeAlarms().metricAlarms().stream(),
        alarm -> alarm.alarmName());
    add(
        found,
        region,
        "composite alarm",
        cloudWatch.describeAlarms().compositeAlarms().stream(),
        alarm -> alarm.alarmName());
    add(
        found,
        region,
        "dashboard",
        cloudWatch.listDashboardsPaginator().dashboardEntries().stream(),
        dashboard -> dashboard.dashboardName());
    CloudWatchLogsClient logs =
        aws.get(CloudWatchLogsClient.class, CloudWatchLogsClient::builder, region);
    add(
        found,
        region,
        "log group",
        logs.describeLogGroupsPaginator().logGroups().stream(),
        group -> group.logGroupName());
    add(
        found,
        region,
        "metric filter",
        logs.describeMetricFiltersPaginator().metricFilters().stream(),
        filter -> filter.filterName());
  }

  private static <T> void add(
      List<String> found, String region, String kind, Stream<T> items, Function<T, String> name) {
    items.forEach(item -> found.add(region + " " + kind + " " + name.apply(item)));
  }
}
