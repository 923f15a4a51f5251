package payments.entity;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A payment somebody asks for.
 *
 * @param transactionId what it is taken once by: two payments with the same id are one payment
 * @param userId who pays
 * @param reference the transaction id in the payload, where a key in the header took its place;
 *     else the same as {@code transactionId}
 */
public record Payment(String transactionId, Amount amount, String userId, String reference) {

  /** Checks the ids by {@link Identifier}. */
  public Payment {
    Identifier.checkTransactionId(transactionId);
    Identifier.check(userId);
    Identifier.checkTransactionId(reference);
    Objects.requireNonNull(amount, "amount");
  }

  /**
   * SHA-256, in hexadecimal, of all that the payment says beside its id. Identifiers have no line
   * feed, so no two payments run into the same text.
   */
  public String fingerprint() {
    String canonical = amount.currency().code() + " " + amount.text() + " " + userId;
    if (!reference.equals(transactionId)) {
      canonical += "\n" + reference;
    }
    return Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8));
  }
}
