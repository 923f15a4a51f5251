package payments.network;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import payments.naming.Labels;

/**
 * Who may talk to whom inside the VPC, each pair in its own two rules and nothing else: functions
 * to the endpoints and the database. A group without an egress rule starts no connection at all.
 */
final class SecurityGroups {
  private static final int HTTPS = 443;
  private static final int MYSQL = 3306;

  final SecurityGroup functions;
  final SecurityGroup database;
  final SecurityGroup endpoints;

  private final String name;
  private final Network parent;
  private final Labels labels;

  SecurityGroups(String name, Network parent, Labels labels, Output<String> vpcId) {
    this.name = name;
    this.parent = parent;
    this.labels = labels;
    this.functions = group("function", "Lambda functions", vpcId);
    this.database = group("db", "Aurora cluster", vpcId);
    this.endpoints = group("endpoint", "Interface endpoints", vpcId);
    between("function", functions, "db", database, MYSQL, "MySQL");
    between("function", functions, "endpoint", endpoints, HTTPS, "HTTPS");
  }

  /**
   * Lets the functions reach the services behind the gateway endpoints, which are addresses and not
   * groups.
   */
  void allowFunctionsTo(Endpoints gateways) {
    toPrefixList("dynamodb", gateways.dynamoDb.prefixListId());
    toPrefixList("s3", gateways.s3.prefixListId());
  }

  private SecurityGroup group(String thing, String description, Output<String> vpcId) {
    return new SecurityGroup(
        name + "-" + thing + "-sg",
        SecurityGroupArgs.builder()
            .name(labels.name(thing + "-sg"))
            .description(description)
            .vpcId(vpcId)
            .tags(labels.tags(thing + "-sg"))
            .build(),
        child());
  }

  private void between(
      String fromName, SecurityGroup from, String toName, SecurityGroup to, int port, String what) {
    var egress = fromName + "-to-" + toName;
    new SecurityGroupEgressRule(
        name + "-" + egress,
        SecurityGroupEgressRuleArgs.builder()
            .securityGroupId(from.id())
            .referencedSecurityGroupId(to.id())
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port)
            .description(what + " to " + toName)
            .tags(labels.tags(egress))
            .build(),
        child());
    var ingress = toName + "-from-" + fromName;
    new SecurityGroupIngressRule(
        name + "-" + ingress,
        SecurityGroupIngressRuleArgs.builder()
            .securityGroupId(to.id())
            .referencedSecurityGroupId(from.id())
            .ipProtocol("tcp")
            .fromPort(port)
            .toPort(port)
            .description(what + " from " + fromName)
            .tags(labels.tags(ingress))
            .build(),
        child());
  }

  private void toPrefixList(String service, Output<String> prefixListId) {
    var thing = "function-to-" + service;
    new SecurityGroupEgressRule(
        name + "-" + thing,
        SecurityGroupEgressRuleArgs.builder()
            .securityGroupId(functions.id())
            .prefixListId(prefixListId)
            .ipProtocol("tcp")
            .fromPort(HTTPS)
            .toPort(HTTPS)
            .description("HTTPS to " + service)
            .tags(labels.tags(thing))
            .build(),
        child());
  }

  private CustomResourceOptions child() {
    return CustomResourceOptions.builder().parent(parent).build();
  }
}
