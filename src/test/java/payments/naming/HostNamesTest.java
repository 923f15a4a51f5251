package payments.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostNamesTest {
  @Test
  void names_shouldAllBeDirectlyUnderTheDomain_soThatTheWildcardCoversThem() {
    var hosts = new HostNames("pay.example.com");

    assertThat(hosts.origin()).isEqualTo("origin.pay.example.com");
    assertThat(hosts.of("green")).isEqualTo("green.pay.example.com");
    assertThat(hosts.wildcard()).isEqualTo("*.pay.example.com");
  }
}
