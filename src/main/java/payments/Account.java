package payments;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetAvailabilityZonesArgs;
import com.pulumi.aws.inputs.GetAvailabilityZonesFilterArgs;
import com.pulumi.aws.outputs.GetAvailabilityZonesResult;
import com.pulumi.aws.outputs.GetCallerIdentityResult;
import com.pulumi.core.Output;
import java.util.List;
import payments.policy.Scope;

/** What the program asks AWS about the account that it deploys to. */
final class Account {
  private Account() {}

  /** The account, seen from a Region. */
  static Scope scope(String region) {
    return new Scope(
        region, AwsFunctions.getCallerIdentity().applyValue(GetCallerIdentityResult::accountId));
  }

  /**
   * The Region's availability zones, without Local and Wavelength Zones, and without two old ones
   * in which Lambda and interface endpoints cannot be had.
   */
  static Output<List<String>> availabilityZones() {
    return AwsFunctions.getAvailabilityZones(
            GetAvailabilityZonesArgs.builder()
                .state("available")
                .excludeZoneIds("use1-az3", "usw1-az2")
                .filters(
                    GetAvailabilityZonesFilterArgs.builder()
                        .name("opt-in-status")
                        .values("opt-in-not-required")
                        .build())
                .build())
        .applyValue(GetAvailabilityZonesResult::names);
  }
}
