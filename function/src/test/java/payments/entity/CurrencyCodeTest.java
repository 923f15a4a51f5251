package payments.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyCodeTest {
  @ParameterizedTest
  @CsvSource({
    "USD, 2", "EUR, 2", "JPY, 0", "KRW, 0", "BHD, 3", "KWD, 3", "CHF, 2", "XAF, 0", "XCD, 2"
  })
  void of_shouldKnowLegalTender(String code, int decimals) {
    assertThat(CurrencyCode.of(code)).contains(new CurrencyCode(code, decimals));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "usd", "US", "ABC", "XXX", "XTS", "XAU", "XDR", "CHE", "CLF", "USN", "DEM", "FRF", "ITL"
      })
  void of_shouldBeEmpty_whenCodeIsUnknownWithdrawnOrNoMoney(String code) {
    assertThat(CurrencyCode.of(code)).isEmpty();
  }
}
