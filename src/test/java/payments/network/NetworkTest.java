package payments.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.naming.Cidr;
import payments.naming.SubnetPlan;
import payments.testing.Deployed;
import payments.testing.Expect;
import payments.testing.Program;
import payments.testing.Samples;

final class NetworkTest {
  private static Deployed deployed;

  @BeforeAll
  static void deployOnce() {
    deployed = deploy("10.0.0.0/16");
  }

  @Test
  void network_shouldMakeExactlyThese() {
    Expect.resources(
        deployed,
        "payments:network:Network network",
        "aws:ec2/vpc:Vpc network-vpc",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup network-default-sg",
        "aws:ec2/subnet:Subnet network-public-subnet-1",
        "aws:ec2/subnet:Subnet network-public-subnet-2",
        "aws:ec2/subnet:Subnet network-private-subnet-1",
        "aws:ec2/subnet:Subnet network-private-subnet-2",
        "aws:ec2/internetGateway:InternetGateway network-igw",
        "aws:ec2/routeTable:RouteTable network-public-rt",
        "aws:ec2/routeTable:RouteTable network-private-rt",
        "aws:ec2/route:Route network-public-route",
        "aws:ec2/routeTableAssociation:RouteTableAssociation network-public-rt-1",
        "aws:ec2/routeTableAssociation:RouteTableAssociation network-public-rt-2",
        "aws:ec2/routeTableAssociation:RouteTableAssociation network-private-rt-1",
        "aws:ec2/routeTableAssociation:RouteTableAssociation network-private-rt-2",
        "aws:ec2/securityGroup:SecurityGroup network-function-sg",
        "aws:ec2/securityGroup:SecurityGroup network-db-sg",
        "aws:ec2/securityGroup:SecurityGroup network-endpoint-sg",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-function-to-db",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-function-to-endpoint",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-function-to-dynamodb",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-function-to-s3",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-db-from-function",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-endpoint-from-function",
        "aws:ec2/vpcEndpoint:VpcEndpoint network-dynamodb-endpoint",
        "aws:ec2/vpcEndpoint:VpcEndpoint network-s3-endpoint",
        "aws:ec2/vpcEndpoint:VpcEndpoint network-secretsmanager-endpoint",
        "aws:ec2/vpcEndpoint:VpcEndpoint network-sqs-endpoint");
  }

  @Test
  void vpc_shouldResolveNames_soThatPrivateEndpointsAreFound() {
    Expect.inputs(
        deployed.only(Vpc.class),
        """
        {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": true, "enableDnsSupport": true}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "public-subnet-1,  10.0.1.0/24,  us-east-1a",
    "public-subnet-2,  10.0.2.0/24,  us-east-1b",
    "private-subnet-1, 10.0.10.0/24, us-east-1a",
    "private-subnet-2, 10.0.11.0/24, us-east-1b"
  })
  void subnets_shouldBeThoseOfTheTemplate_andGiveNoPublicAddress(
      String name, String block, String zone) {
    Expect.inputs(
        deployed.named(Subnet.class, "network-" + name),
        """
        {"vpcId": "network-vpc-id", "cidrBlock": "%s", "availabilityZone": "%s",
         "mapPublicIpOnLaunch": false}
        """
            .formatted(block, zone));
  }

  @Test
  void subnets_shouldFollowTheVpcsAddresses() {
    assertThat(
            deploy("172.20.16.0/20").all(Subnet.class).stream()
                .map(it -> it.name() + " " + it.input("cidrBlock")))
        .containsExactlyInAnyOrder(
            "network-public-subnet-1 172.20.17.0/24",
            "network-public-subnet-2 172.20.18.0/24",
            "network-private-subnet-1 172.20.26.0/24",
            "network-private-subnet-2 172.20.27.0/24");
  }

  @Test
  void onlyRoute_shouldBeFromThePublicSubnetsToTheInternet() {
    Expect.inputs(
        deployed.only(Route.class),
        """
        {"routeTableId": "network-public-rt-id", "destinationCidrBlock": "0.0.0.0/0",
         "gatewayId": "network-igw-id"}
        """);
    Expect.inputs(deployed.only(InternetGateway.class), "{\"vpcId\": \"network-vpc-id\"}");
  }

  @Test
  void routeTables_shouldHaveNoRoutesOfTheirOwn() {
    assertThat(deployed.all(RouteTable.class)).hasSize(2);
    for (var table : deployed.all(RouteTable.class)) {
      Expect.inputs(table, "{\"vpcId\": \"network-vpc-id\"}");
    }
  }

  @Test
  void subnets_shouldUseTheTableOfTheirTier() {
    assertThat(
            deployed.all(RouteTableAssociation.class).stream()
                .map(it -> it.input("subnetId") + " " + it.input("routeTableId")))
        .containsExactlyInAnyOrder(
            "network-public-subnet-1-id network-public-rt-id",
            "network-public-subnet-2-id network-public-rt-id",
            "network-private-subnet-1-id network-private-rt-id",
            "network-private-subnet-2-id network-private-rt-id");
  }

  @Test
  void defaultGroup_shouldLetNothing() {
    Expect.inputs(deployed.only(DefaultSecurityGroup.class), "{\"vpcId\": \"network-vpc-id\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "function, Lambda functions",
    "db, Aurora cluster",
    "endpoint, Interface endpoints",
  })
  void groups_shouldHaveNoRulesInline(String thing, String description) {
    Expect.inputs(
        deployed.named(SecurityGroup.class, "network-" + thing + "-sg"),
        """
        {"name": "payments-dev-%s-sg", "description": "%s", "vpcId": "network-vpc-id"}
        """
            .formatted(thing, description));
  }

  @Test
  void ingress_shouldBeFromTheFunctionsOnly() {
    Expect.inputs(
        deployed.named(SecurityGroupIngressRule.class, "network-db-from-function"),
        """
        {"securityGroupId": "network-db-sg-id",
         "referencedSecurityGroupId": "network-function-sg-id",
         "ipProtocol": "tcp", "fromPort": 3306, "toPort": 3306,
         "description": "MySQL from function"}
        """);
    Expect.inputs(
        deployed.named(SecurityGroupIngressRule.class, "network-endpoint-from-function"),
        """
        {"securityGroupId": "network-endpoint-sg-id",
         "referencedSecurityGroupId": "network-function-sg-id",
         "ipProtocol": "tcp", "fromPort": 443, "toPort": 443,
         "description": "HTTPS from function"}
        """);
  }

  @Test
  void egress_shouldBeOfTheFunctionsOnly() {
    Expect.inputs(
        deployed.named(SecurityGroupEgressRule.class, "network-function-to-db"),
        """
        {"securityGroupId": "network-function-sg-id",
         "referencedSecurityGroupId": "network-db-sg-id",
         "ipProtocol": "tcp", "fromPort": 3306, "toPort": 3306, "description": "MySQL to db"}
        """);
    Expect.inputs(
        deployed.named(SecurityGroupEgressRule.class, "network-function-to-endpoint"),
        """
        {"securityGroupId": "network-function-sg-id",
         "referencedSecurityGroupId": "network-endpoint-sg-id",
         "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "description": "HTTPS to endpoint"}
        """);
  }

  @ParameterizedTest
  @CsvSource({"dynamodb", "s3"})
  void egressToGateways_shouldBeToTheServicesAddressesOnly(String service) {
    Expect.inputs(
        deployed.named(SecurityGroupEgressRule.class, "network-function-to-" + service),
        """
        {"securityGroupId": "network-function-sg-id",
         "prefixListId": "pl-network-%1$s-endpoint",
         "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "description": "HTTPS to %1$s"}
        """
            .formatted(service));
  }

  @ParameterizedTest
  @CsvSource({"dynamodb", "s3"})
  void gateways_shouldServeThePrivateSubnets(String service) {
    Expect.inputs(
        deployed.named(VpcEndpoint.class, "network-" + service + "-endpoint"),
        """
        {"vpcId": "network-vpc-id", "serviceName": "com.amazonaws.us-east-1.%s",
         "vpcEndpointType": "Gateway", "routeTableIds": ["network-private-rt-id"]}
        """
            .formatted(service));
  }

  @ParameterizedTest
  @CsvSource({"secretsmanager", "sqs"})
  void interfaces_shouldBeInThePrivateSubnetsUnderTheServicesOwnName(String service) {
    Expect.inputs(
        deployed.named(VpcEndpoint.class, "network-" + service + "-endpoint"),
        """
        {"vpcId": "network-vpc-id", "serviceName": "com.amazonaws.us-east-1.%s",
         "vpcEndpointType": "Interface", "privateDnsEnabled": true,
         "subnetIds": ["network-private-subnet-1-id", "network-private-subnet-2-id"],
         "securityGroupIds": ["network-endpoint-sg-id"]}
        """
            .formatted(service));
  }

  @Test
  void outputs_shouldBeWhatTheOthersNeed() {
    assertThat(deployed.outputs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "vpcId", "network-vpc-id",
                "privateSubnetIds",
                    List.of("network-private-subnet-1-id", "network-private-subnet-2-id"),
                "zones", List.of("us-east-1a", "us-east-1b"),
                "functionSecurityGroupId", "network-function-sg-id",
                "databaseSecurityGroupId", "network-db-sg-id"));
  }

  private static Deployed deploy(String vpc) {
    return Program.in(Samples.REGION)
        .deploy(
            context -> {
              var network =
                  new Network(
                      "network",
                      new NetworkArgs(
                          Samples.labels(),
                          Samples.REGION,
                          new SubnetPlan(Cidr.parse(vpc).orElseThrow()),
                          Output.of(List.of("us-east-1a", "us-east-1b", "us-east-1c"))));
              return Map.of(
                  "vpcId", network.vpcId,
                  "privateSubnetIds", network.privateSubnetIds,
                  "zones", network.zones,
                  "functionSecurityGroupId", network.functionSecurityGroupId,
                  "databaseSecurityGroupId", network.databaseSecurityGroupId);
            });
  }
}
