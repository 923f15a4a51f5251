package payments.entity;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An exact amount of money. {@code 10}, {@code 10.0} and {@code 10.00} are the same amount: the
 * value always has as many decimals as the currency's minor unit.
 *
 * @param value more than zero, at most {@link #MAX}
 * @param currency what it is an amount of
 */
public record Amount(BigDecimal value, CurrencyCode currency) {
  /**
   * The most that one payment may be, in any currency: one less than a million million. With four
   * decimals, the most that ISO 4217 has, it fits the ledger's DECIMAL(19,4) and DynamoDB's 38
   * digits.
   */
  public static final BigDecimal MAX = new BigDecimal("999999999999");

  /**
   * Checks the value against the currency.
   *
   * @throws IllegalArgumentException if it is not above zero, is above {@link #MAX}, or has more
   *     decimals than the currency; the message can be shown to a caller
   */
  public Amount {
    Objects.requireNonNull(currency, "currency");
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("must be more than 0");
    }
    // Before any arithmetic: an exponent of a billion must not become a billion digits.
    if ((long) value.precision() - value.scale() > MAX.precision() || value.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("must be at most " + MAX);
    }
    BigDecimal exact = value.stripTrailingZeros();
    if (exact.scale() > currency.decimals()) {
      throw new IllegalArgumentException(
          "must have at most " + currency.decimals() + " decimals in " + currency.code());
    }
    value = exact.setScale(currency.decimals());
  }

  /** The value in full, for example {@code 10.00}. */
  public String text() {
    return value.toPlainString();
  }
}
