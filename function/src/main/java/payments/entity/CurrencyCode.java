package payments.entity;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A currency that can be paid in: the legal tender of a country today, by the Java runtime's copy
 * of ISO 4217. Withdrawn currencies, funds codes, metals and the codes for tests and for no
 * currency are not among them.
 *
 * @param code three capital letters
 * @param decimals digits of the minor unit: 2 for USD, 0 for JPY, 3 for BHD
 */
public record CurrencyCode(String code, int decimals) {
  private static final Map<String, CurrencyCode> IN_USE = inUse();

  /** The currency where a request names none. */
  public static final CurrencyCode USD = IN_USE.get("USD");

  /** The currency of that code, if there is one. Codes are capital letters. */
  public static Optional<CurrencyCode> of(String code) {
    return Optional.ofNullable(IN_USE.get(code));
  }

  private static Map<String, CurrencyCode> inUse() {
    Map<String, CurrencyCode> currencies = new HashMap<>();
    for (String country : Locale.getISOCountries()) {
      Currency currency = Currency.getInstance(new Locale("", country));
      if (currency != null) {
        String code = currency.getCurrencyCode();
        currencies.put(code, new CurrencyCode(code, currency.getDefaultFractionDigits()));
      }
    }
    return Map.copyOf(currencies);
  }
}
