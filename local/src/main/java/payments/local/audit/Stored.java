package payments.local.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the stores hold of some payments.
 *
 * @param sessions by Region, then by transaction id
 * @param logs the log objects' contents by color, then by transaction id
 * @param ledgers the ledgers' rows by color, then by transaction id
 * @param takeOvers payments that one call finished for another, as far as the functions lived to
 *     log it
 */
public record Stored(
    Map<String, Map<String, Session>> sessions,
    Map<String, Map<String, String>> logs,
    Map<String, Map<String, List<Row>>> ledgers,
    int takeOvers) {

  /**
   * What the sessions table says about a payment.
   *
   * @param createdAt null if it says nothing
   * @param completedAt to the millisecond; null if it says nothing
   */
  public record Session(
      String status,
      BigDecimal amount,
      String currency,
      String userId,
      String color,
      String region,
      Instant createdAt,
      Instant completedAt,
      String answer) {}

  /**
   * A row of a ledger.
   *
   * @param completedAt to the millisecond
   */
  public record Row(
      BigDecimal amount,
      String currency,
      String userId,
      String color,
      String region,
      Instant createdAt,
      Instant completedAt) {}
}
