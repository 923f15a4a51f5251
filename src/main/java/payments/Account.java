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

  /** The Region's availability zones, without Local and Wavelength Zones. */
  static Output<List<String>> availabilityZones() {
    return AwsFunctions.getAvailabilityZones(
            GetAvailabilityZonesArgs.builder()
                .state("available")
                .filters(
                    GetAvailabilityZonesFilterArgs.builder()
                        .name("opt-in-status")
                        .values("opt-in-not-required")
                        .build())
                .build())
        .applyValue(GetAvailabilityZonesResult::names);
  }
}
