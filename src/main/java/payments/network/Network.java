package payments.network;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.naming.Cidr;

/**
 * The color's VPC: two public and two private subnets in two availability zones, and private ways
 * to every AWS service that the functions call. There is no NAT, so nothing in the private subnets
 * reaches the internet.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway
 *     endpoints</a>
 */
public final class Network extends ComponentResource {
  /** The VPC. */
  public final Output<String> vpcId;

  /** The private subnets, one per zone. */
  public final Output<List<String>> privateSubnetIds;

  /** The zones of the private subnets, in the same order. */
  public final Output<List<String>> zones;

  /** The group of the functions' network interfaces. */
  public final Output<String> functionSecurityGroupId;

  /** The group of the database's network interfaces. */
  public final Output<String> databaseSecurityGroupId;

  private final String name;
  private final NetworkArgs args;

  /** Makes the network and its children, each named from {@code name}. */
  public Network(String name, NetworkArgs args) {
    super("payments:network:Network", name);
    this.name = name;
    this.args = args;

    var vpc = vpc();
    closeDefaultSecurityGroup(vpc);
    var publicSubnets = subnets(vpc, "public", args.subnets().publicSubnets());
    var privateSubnets = subnets(vpc, "private", args.subnets().privateSubnets());
    routeToInternet(vpc, publicSubnets);
    var privateRoutes = routeTable(vpc, "private", privateSubnets);
    var groups = new SecurityGroups(name, this, args.labels(), vpc.id());
    var endpoints =
        new Endpoints(name, this, args, vpc.id(), privateRoutes.id(), ids(privateSubnets), groups);
    groups.allowFunctionsTo(endpoints);

    this.vpcId = vpc.id();
    this.privateSubnetIds = ids(privateSubnets);
    this.zones = Output.all(privateSubnets.stream().map(Subnet::availabilityZone).toList());
    this.functionSecurityGroupId = groups.functions.id();
    this.databaseSecurityGroupId = groups.database.id();
    registerOutputs(Map.of("vpcId", vpcId, "privateSubnetIds", privateSubnetIds));
  }

  private Vpc vpc() {
    return new Vpc(
        name + "-vpc",
        VpcArgs.builder()
            .cidrBlock(args.subnets().vpc().toString())
            .enableDnsHostnames(true)
            .enableDnsSupport(true)
            .tags(args.labels().tags("vpc"))
            .build(),
        child());
  }

  /**
   * A VPC's default group lets its members talk to each other and to everybody; without rules it
   * lets nothing.
   */
  private void closeDefaultSecurityGroup(Vpc vpc) {
    new DefaultSecurityGroup(
        name + "-default-sg",
        DefaultSecurityGroupArgs.builder()
            .vpcId(vpc.id())
            .tags(args.labels().tags("default-sg"))
            .build(),
        child());
  }

  private List<Subnet> subnets(Vpc vpc, String tier, List<Cidr> blocks) {
    var subnets = new ArrayList<Subnet>();
    for (int i = 0; i < blocks.size(); i++) {
      var zone = i;
      var thing = tier + "-subnet-" + (i + 1);
      subnets.add(
          new Subnet(
              name + "-" + thing,
              SubnetArgs.builder()
                  .vpcId(vpc.id())
                  .cidrBlock(blocks.get(i).toString())
                  .availabilityZone(args.availabilityZones().applyValue(zones -> zones.get(zone)))
                  .mapPublicIpOnLaunch(false)
                  .tags(args.labels().tags(thing))
                  .build(),
              child()));
    }
    return subnets;
  }

  private void routeToInternet(Vpc vpc, List<Subnet> subnets) {
    var gateway =
        new InternetGateway(
            name + "-igw",
            InternetGatewayArgs.builder().vpcId(vpc.id()).tags(args.labels().tags("igw")).build(),
            child());
    var table = routeTable(vpc, "public", subnets);
    new Route(
        name + "-public-route",
        RouteArgs.builder()
            .routeTableId(table.id())
            .destinationCidrBlock("0.0.0.0/0")
            .gatewayId(gateway.id())
            .build(),
        child());
  }

  private RouteTable routeTable(Vpc vpc, String tier, List<Subnet> subnets) {
    var table =
        new RouteTable(
            name + "-" + tier + "-rt",
            RouteTableArgs.builder().vpcId(vpc.id()).tags(args.labels().tags(tier + "-rt")).build(),
            child());
    for (int i = 0; i < subnets.size(); i++) {
      new RouteTableAssociation(
          name + "-" + tier + "-rt-" + (i + 1),
          RouteTableAssociationArgs.builder()
              .routeTableId(table.id())
              .subnetId(subnets.get(i).id())
              .build(),
          child());
    }
    return table;
  }

  private CustomResourceOptions child() {
    return CustomResourceOptions.builder().parent(this).build();
  }

  private static Output<List<String>> ids(List<Subnet> subnets) {
    return Output.all(subnets.stream().map(Subnet::id).toList());
  }
}
