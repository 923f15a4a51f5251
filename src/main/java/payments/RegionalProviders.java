package payments;

import com.pulumi.aws.Config;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderAssumeRoleArgs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The AWS provider in Regions other than the stack's own. Pulumi's {@code aws:} settings reach the
 * default provider only, so those that say who deploys are handed on here.
 */
final class RegionalProviders {
  private final String home;
  private final Map<String, Provider> providers = new TreeMap<>();

  RegionalProviders(String home) {
    this.home = home;
  }

  /** The provider of a Region; empty for the stack's own, which the default provider serves. */
  Optional<Provider> in(String region) {
    return region.equals(home)
        ? Optional.empty()
        : Optional.of(providers.computeIfAbsent(region, RegionalProviders::make));
  }

  private static Provider make(String region) {
    var config = new Config();
    var args = ProviderArgs.builder().region(region);
    config.profile().ifPresent(args::profile);
    config.assumeRole().flatMap(RegionalProviders::assumeRole).ifPresent(args::assumeRole);
    config.allowedAccountIds().ifPresent(args::allowedAccountIds);
    config.forbiddenAccountIds().ifPresent(args::forbiddenAccountIds);
    config.s3UsePathStyle().ifPresent(args::s3UsePathStyle);
    config.skipCredentialsValidation().ifPresent(args::skipCredentialsValidation);
    config.skipMetadataApiCheck().ifPresent(args::skipMetadataApiCheck);
    config.skipRequestingAccountId().ifPresent(args::skipRequestingAccountId);
    return new Provider("aws-" + region, args.build());
  }

  private static Optional<ProviderAssumeRoleArgs> assumeRole(
      com.pulumi.aws.config.inputs.AssumeRole role) {
    return role.roleArn()
        .map(
            arn -> {
              var args = ProviderAssumeRoleArgs.builder().roleArn(arn);
              role.externalId().ifPresent(args::externalId);
              role.sessionName().ifPresent(args::sessionName);
              return args.build();
            });
  }
}
