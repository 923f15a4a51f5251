package payments.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelsTest {
  private static final String ACCOUNT = "123456789012";
  private static final int LIMIT = 63;

  private final Labels labels = new Labels("dev", "blue", "us-east-1", Map.of("CostCenter", "42"));

  @Test
  void names_shouldSayProjectEnvironmentAndThing() {
    assertThat(labels.suffix()).isEqualTo("dev");
    assertThat(labels.name("vpc")).isEqualTo("payments-dev-vpc");
    assertThat(labels.accountWide("ledger")).isEqualTo("payments-dev-ledger-us-east-1");
    assertThat(labels.worldWide("logs", ACCOUNT))
        .isEqualTo("payments-dev-logs-123456789012-us-east-1");
  }

  @Test
  void logGroups_shouldBeWhereTheirServiceWrites() {
    assertThat(labels.functionLogGroup("payment")).isEqualTo("/aws/lambda/payments-dev-payment");
    assertThat(labels.apiLogGroup()).isEqualTo("/aws/apigateway/payments-dev-access");
    assertThat(labels.databaseLogGroup("audit"))
        .isEqualTo("/aws/rds/cluster/payments-dev-aurora/audit");
  }

  @Test
  void tags_shouldBeTheFourOwnOnesAndThoseOfTheConfiguration() {
    assertThat(labels.tags("vpc"))
        .containsOnly(
            entry("Name", "payments-dev-vpc"),
            entry("Environment", "dev"),
            entry("DeploymentColor", "blue"),
            entry("Project", "payments"),
            entry("CostCenter", "42"));
  }

  @Test
  void tags_shouldKeepTheOwnOnes_whenTheConfigurationNamesOne() {
    var labels = new Labels("dev", "blue", "us-east-1", Map.of("Environment", "prod"));

    assertThat(labels.tags("vpc")).containsEntry("Environment", "dev");
  }

  @Test
  void tags_shouldNotFollowTheMapTheyWereMadeFrom() {
    var extra = new HashMap<>(Map.of("CostCenter", "42"));
    var labels = new Labels("dev", "blue", "us-east-1", extra);

    extra.put("CostCenter", "43");

    assertThat(labels.tags("vpc")).containsEntry("CostCenter", "42");
  }

  @Test
  void name_shouldStayWhole_atTheLimit() {
    var thing = "x".repeat(LIMIT - "payments-dev-".length());

    assertThat(labels.name(thing)).isEqualTo("payments-dev-" + thing).hasSize(LIMIT);
  }

  @Test
  void name_shouldEndInAHash_oneBeyondTheLimit() {
    var thing = "x".repeat(LIMIT + 1 - "payments-dev-".length());

    assertThat(labels.name(thing))
        .hasSize(LIMIT)
        .matches("payments-dev-x{41}-[0-9a-f]{8}")
        .isEqualTo(labels.name(thing));
  }

  @Test
  void names_shouldStayDistinct_whenTheyDifferOnlyInWhatIsCut() {
    var long1 = labels.name("x".repeat(80) + "1");
    var long2 = labels.name("x".repeat(80) + "2");

    assertThat(long1).isNotEqualTo(long2);
    assertThat(long1.substring(0, 54)).isEqualTo(long2.substring(0, 54));
  }

  @Test
  void names_shouldStayDistinct_whenTheyDifferOnlyInTheRegionThatIsCut() {
    var thing = "x".repeat(60);
    var west = new Labels("dev", "green", "us-west-2", Map.of());

    assertThat(labels.accountWide(thing)).isNotEqualTo(west.accountWide(thing));
    assertThat(labels.worldWide(thing, ACCOUNT)).isNotEqualTo(west.worldWide(thing, ACCOUNT));
  }

  @Test
  void name_shouldHaveNoDoubleDash_whereItIsCut() {
    var thing = "x".repeat(40) + "-" + "y".repeat(40);

    assertThat(labels.name(thing)).matches("payments-dev-x{40}-[0-9a-f]{8}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aurora-parameters",
        "private-subnet-2",
        "function-to-secretsmanager",
        "dynamodb-endpoint",
        "ledger-failures"
      })
  void name_shouldNotBeCut_withTheLongestSuffix(String thing) {
    var suffix = "s".repeat(Labels.MAX_SUFFIX_LENGTH);
    var labels = new Labels(suffix, "blue", "ap-southeast-1", Map.of());

    assertThat(labels.name(thing)).isEqualTo("payments-" + suffix + "-" + thing);
    assertThat(labels.accountWide("dashboard"))
        .isEqualTo("payments-" + suffix + "-dashboard-ap-southeast-1");
    assertThat(labels.worldWide("logs", ACCOUNT))
        .isEqualTo("payments-" + suffix + "-logs-123456789012-ap-southeast-1");
  }
}
