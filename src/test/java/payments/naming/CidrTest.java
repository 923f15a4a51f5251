package payments.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "10.0.0.0/16",
        "10.0.16.0/20",
        "172.16.0.0/12",
        "192.168.0.1/32",
        "255.255.255.255/32"
      })
  void parse_shouldReadBackWhatItWrites(String text) {
    assertThat(Cidr.parse(text).orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0/16",
        "10.0.0.0/33",
        "256.0.0.0/16",
        "10.0.0.0.0/16",
        "10.0.0.0/16 ",
        "10.0.0.0/-1",
        "::/0",
        "ten.0.0.0/16"
      })
  void parse_shouldBeEmpty_whenTheTextIsNoBlock(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1/16", "10.0.128.0/16", "10.0.8.0/20", "128.0.0.0/0"})
  void parse_shouldBeEmpty_whenBitsAreSetBeyondThePrefix(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16, 24,   0, 10.0.0.0/24",
    "10.0.0.0/16, 24, 255, 10.0.255.0/24",
    "10.0.0.0/16, 16,   0, 10.0.0.0/16",
    "10.1.16.0/20, 24, 15, 10.1.31.0/24",
    "255.255.255.0/24, 32, 255, 255.255.255.255/32"
  })
  void subnet_shouldCountBlocksFromZero(String whole, int prefix, int index, String part) {
    assertThat(cidr(whole).subnet(prefix, index)).isEqualTo(cidr(part));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16, 24, 256",
    "10.0.0.0/16, 24,  -1",
    "10.0.0.0/20, 24,  16",
    "10.0.0.0/16, 15,   0"
  })
  void subnet_shouldRefuse_whatIsNotInside(String whole, int prefix, int index) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cidr(whole).subnet(prefix, index))
        .withMessage("%s has no block %d of /%d", whole, index, prefix);
  }

  @Test
  void constructor_shouldRefuse_aBlockOffItsBoundary() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(1, 16));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(-256, 24));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(0, 33));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(0, -1));
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }
}
