package payments.testing;

import java.math.BigDecimal;
import payments.entity.Amount;
import payments.entity.CurrencyCode;
import payments.entity.Payment;

/** Payments whose id is that of their payload, as most are. */
public final class Payments {
  private Payments() {}

  /** In US dollars. */
  public static Payment payment(String id, String amount, String user) {
    return payment(id, amount, "USD", user);
  }

  public static Payment payment(String id, String amount, String currency, String user) {
    CurrencyCode code = CurrencyCode.of(currency).orElseThrow();
    return new Payment(id, new Amount(new BigDecimal(amount), code), user, id);
  }
}
