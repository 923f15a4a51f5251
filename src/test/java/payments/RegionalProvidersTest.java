package payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.testing.Deployed;
import payments.testing.Made;
import payments.testing.Program;

final class RegionalProvidersTest {
  @Test
  void in_shouldBeEmpty_forTheStacksOwnRegion() {
    assertThat(provide("us-east-1").resources()).isEmpty();
  }

  @Test
  void in_shouldMakeOneProviderPerRegion() {
    assertThat(provide("us-west-2", "eu-west-1", "us-west-2").resources())
        .extracting(Made::name)
        .containsExactlyInAnyOrder("aws-us-west-2", "aws-eu-west-1");
  }

  /** Otherwise the other Region's resources would be made in another account, or not at all. */
  @Test
  void in_shouldHandOnWhoDeploysAndWhereTo() {
    var inputs = provide("us-west-2").only(Provider.class).inputs();

    assertThat(inputs)
        .containsEntry("region", "us-west-2")
        .containsEntry("profile", "deployer")
        .containsEntry("allowedAccountIds", "[\"123456789012\"]")
        .containsEntry("forbiddenAccountIds", "[\"210987654321\"]")
        .containsEntry("s3UsePathStyle", "true")
        .containsEntry("skipCredentialsValidation", "true")
        .containsEntry("skipRequestingAccountId", "true");
    assertThat(inputs.get("assumeRole").toString())
        .contains("arn:aws:iam::123456789012:role/deploy", "\"externalId\":\"x\"", "\"ci\"");
  }

  private static Deployed provide(String... regions) {
    return Program.in("us-east-1")
        .deploy(
            context -> {
              var providers = new RegionalProviders("us-east-1");
              for (var region : regions) {
                providers.in(region);
              }
              return Map.of();
            });
  }
}
