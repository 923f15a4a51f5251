package payments.naming;

import java.util.List;

/**
 * Which part of the VPC each subnet gets: two public and two private blocks of /24, one pair per
 * availability zone.
 *
 * @param vpc the VPC's block, /16 to /20, so that sixteen blocks of /24 fit in it
 */
public record SubnetPlan(Cidr vpc) {
  private static final int SUBNET_PREFIX = 24;

  /** The public subnets: blocks 1 and 2, as in the original template. */
  public List<Cidr> publicSubnets() {
    return List.of(vpc.subnet(SUBNET_PREFIX, 1), vpc.subnet(SUBNET_PREFIX, 2));
  }

  /** The private subnets: blocks 10 and 11, as in the original template. */
  public List<Cidr> privateSubnets() {
    return List.of(vpc.subnet(SUBNET_PREFIX, 10), vpc.subnet(SUBNET_PREFIX, 11));
  }
}
