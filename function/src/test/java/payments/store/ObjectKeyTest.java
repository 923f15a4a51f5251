package payments.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectKeyTest {
  @ParameterizedTest
  @CsvSource({
    "plain-Id_9, plain-Id_9",
    "txn-1700000000.123, txn-1700000000.123",
    "a/b, a!2Fb",
    ".., !2E.",
    "../../etc, !2E.!2F..!2Fetc",
    "a!2Fb, a!212Fb",
    "ü, !C3!BC",
    "a b, a!20b",
    "50%, 50!25"
  })
  void name_shouldKeepOnlySafeCharacters(String text, String name) {
    assertThat(ObjectKey.name(text)).isEqualTo(name);
  }

  @Test
  void name_shouldBeADigest_whenItWouldBeTooLongForS3() {
    String longest = "\ud83d\ude00".repeat(128);

    assertThat(ObjectKey.name(longest)).matches("!sha256-[0-9a-f]{64}");
    assertThat(ObjectKey.name(longest)).isNotEqualTo(ObjectKey.name("\ud83d\ude01".repeat(128)));
  }
}
