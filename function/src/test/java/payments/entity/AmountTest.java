package payments.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "10, USD, 10.00",
    "10.0, USD, 10.00",
    "10.000, USD, 10.00",
    "1e1, USD, 10.00",
    "0.01, USD, 0.01",
    "1e3, JPY, 1000",
    "1.0, JPY, 1",
    "0.001, BHD, 0.001",
    "999999999999, USD, 999999999999.00"
  })
  void amount_shouldHaveTheDecimalsOfItsCurrency(String value, String currency, String text) {
    assertThat(amount(value, currency).text()).isEqualTo(text);
    assertThat(amount(value, currency)).isEqualTo(amount(text, currency));
  }

  @ParameterizedTest
  @CsvSource({
    "0, USD, must be more than 0",
    "0.00, USD, must be more than 0",
    "-0.01, USD, must be more than 0",
    "0.001, USD, must have at most 2 decimals in USD",
    "0.1, JPY, must have at most 0 decimals in JPY",
    "0.0001, BHD, must have at most 3 decimals in BHD",
    "1e-400, USD, must have at most 2 decimals in USD",
    "1000000000000, USD, must be at most 999999999999",
    "999999999999.01, USD, must be at most 999999999999",
    "1e400, USD, must be at most 999999999999",
    "1e999999999, USD, must be at most 999999999999",
    "1e-999999999, USD, must have at most 2 decimals in USD"
  })
  void amount_shouldBeRefused(String value, String currency, String message) {
    assertThatThrownBy(() -> amount(value, currency))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Amount amount(String value, String currency) {
    return new Amount(new BigDecimal(value), CurrencyCode.of(currency).orElseThrow());
  }
}
