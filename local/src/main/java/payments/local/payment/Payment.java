package payments.local.payment;

import com.google.gson.JsonObject;
import java.math.BigDecimal;

/**
 * What a customer pays.
 *
 * @param id its transaction id and idempotency key
 * @param amount what it pays
 * @param currency in what, an ISO 4217 code
 * @param userId who
 */
public record Payment(String id, BigDecimal amount, String currency, String userId) {

  /** The same payment of another amount. */
  public Payment of(BigDecimal other) {
    return new Payment(id, other, currency, userId);
  }

  /** The body of its request; the id goes into a header. */
  public String json() {
    JsonObject body = new JsonObject();
    body.addProperty("amount", amount.toPlainString());
    body.addProperty("currency", currency);
    body.addProperty("userId", userId);
    return body.toString();
  }
}
