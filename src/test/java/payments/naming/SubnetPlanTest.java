package payments.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubnetPlanTest {
  /** The first row is the original template's VPC with its four subnets. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16,     10.0.1.0/24,     10.0.2.0/24,     10.0.10.0/24,    10.0.11.0/24",
    "10.1.0.0/17,     10.1.1.0/24,     10.1.2.0/24,     10.1.10.0/24,    10.1.11.0/24",
    "192.168.240.0/20, 192.168.241.0/24, 192.168.242.0/24, 192.168.250.0/24, 192.168.251.0/24"
  })
  void subnets_shouldBeBlocksOneTwoTenAndEleven(
      String vpc, String public1, String public2, String private1, String private2) {
    var plan = new SubnetPlan(Cidr.parse(vpc).orElseThrow());

    assertThat(texts(plan.publicSubnets())).containsExactly(public1, public2);
    assertThat(texts(plan.privateSubnets())).containsExactly(private1, private2);
  }

  private static Stream<String> texts(List<Cidr> blocks) {
    return blocks.stream().map(Cidr::toString);
  }
}
