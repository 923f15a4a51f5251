package payments.network;

import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * The private ways to AWS. DynamoDB and S3 have free gateways; Secrets Manager and SQS, which only
 * the ledger needs, have network interfaces. CloudWatch Logs and KMS are reached by Lambda and the
 * other services themselves.
 */
final class Endpoints {
  final VpcEndpoint dynamoDb;
  final VpcEndpoint s3;

  private final String name;
  private final Network parent;
  private final NetworkArgs args;
  private final Output<String> vpcId;

  Endpoints(
      String name,
      Network parent,
      NetworkArgs args,
      Output<String> vpcId,
      Output<String> privateRouteTableId,
      Output<List<String>> privateSubnetIds,
      SecurityGroups groups) {
    this.name = name;
    this.parent = parent;
    this.args = args;
    this.vpcId = vpcId;
    this.dynamoDb = gateway("dynamodb", privateRouteTableId);
    this.s3 = gateway("s3", privateRouteTableId);
    networkInterface("secretsmanager", privateSubnetIds, groups);
    networkInterface("sqs", privateSubnetIds, groups);
  }

  private VpcEndpoint gateway(String service, Output<String> routeTableId) {
    return endpoint(
        service,
        VpcEndpointArgs.builder()
            .vpcEndpointType("Gateway")
            .routeTableIds(routeTableId.applyValue(List::of)));
  }

  private void networkInterface(
      String service, Output<List<String>> subnetIds, SecurityGroups groups) {
    endpoint(
        service,
        VpcEndpointArgs.builder()
            .vpcEndpointType("Interface")
            .privateDnsEnabled(true)
            .subnetIds(subnetIds)
            .securityGroupIds(groups.endpoints.id().applyValue(List::of)));
  }

  private VpcEndpoint endpoint(String service, VpcEndpointArgs.Builder builder) {
    var thing = service + "-endpoint";
    return new VpcEndpoint(
        name + "-" + thing,
        builder
            .vpcId(vpcId)
            .serviceName("com.amazonaws." + args.region() + "." + service)
            .tags(args.labels().tags(thing))
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }
}
