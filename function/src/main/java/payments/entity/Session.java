package payments.entity;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the sessions table holds of one payment.
 *
 * @param fingerprint of the payload; null in an item that is no payment of this function
 * @param amount with the decimals of its currency, though DynamoDB drops trailing zeros
 * @param createdAt when the payment was first claimed, to the second
 * @param answer what to say to everybody who sends the payment again; null until it is completed
 */
public record Session(
    String transactionId,
    String fingerprint,
    String userId,
    BigDecimal amount,
    String currency,
    Instant createdAt,
    Origin origin,
    Status status,
    Lease lease,
    String answer) {

  /** Gives the amount the decimals of its currency. */
  public Session {
    if (amount != null && currency != null) {
      int decimals = CurrencyCode.of(currency).map(CurrencyCode::decimals).orElse(0);
      amount = amount.setScale(Math.max(amount.scale(), decimals));
    }
  }

  /** How far the payment is. */
  public enum Status {
    /** Claimed, not finished. */
    PROCESSING("processing"),
    /** Taken, for good. */
    COMPLETED("completed");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** The word that is stored and answered. */
    public String text() {
      return text;
    }
  }

  /** A first claim of the payment. */
  public static Session claim(Payment payment, Origin origin, Instant createdAt, Lease lease) {
    return new Session(
        payment.transactionId(),
        payment.fingerprint(),
        payment.userId(),
        payment.amount().value(),
        payment.amount().currency().code(),
        createdAt,
        origin,
        Status.PROCESSING,
        lease,
        null);
  }

  /** Whether that call holds the unfinished payment. */
  public boolean isHeldBy(Lease other) {
    return status == Status.PROCESSING && lease.owner().equals(other.owner());
  }
}
