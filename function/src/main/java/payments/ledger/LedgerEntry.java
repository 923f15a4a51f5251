package payments.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A completed payment, as the ledger keeps it.
 *
 * @param createdAt to the second
 * @param completedAt to the millisecond
 */
public record LedgerEntry(
    String transactionId,
    BigDecimal amount,
    String currency,
    String userId,
    String color,
    String region,
    Instant createdAt,
    Instant completedAt) {}
