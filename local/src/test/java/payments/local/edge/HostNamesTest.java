package payments.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private final HostNames names = new HostNames("pay.example.com", "origin.pay.example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "green.pay.example.com",
        "GREEN.Pay.example.com",
        "green.pay.example.com:8080",
        "green.pay.example.com:",
        "green.pay.example.com.",
        "green.pay.example.com.:443"
      })
  void own_shouldFindAColorsName_howeverItIsWritten(String host) {
    assertThat(names.own(host)).hasValue("green.pay.example.com");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "pay.example.com",
        "origin.pay.example.com:8080",
        "ORIGIN.pay.example.com.",
        "127.0.0.1:8080",
        "[::1]:8080",
        "greenpay.example.com",
        "green.pay.example.com.evil.org"
      })
  void own_shouldBeEmpty_forEveryOtherName(String host) {
    assertThat(names.own(host)).isEmpty();
  }
}
