package payments.local.payment;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.local.Layout;
import payments.local.Settings;
import payments.local.emulator.AwsClients;
import payments.local.process.Pause;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks for a payment in the three places where it must be. */
public final class Stores {
  private final AwsClients aws;
  private final LedgerDatabase ledgers;
  private final Deployment deployment;

  /**
   * Where a payment was found.
   *
   * @param session the session's status; empty if there is none
   * @param logs the log objects' addresses by color, of the colors that have one
   * @param ledgers the number of ledger rows by color
   * @param amounts the amount in the ledger by color, of the colors that have a row
   */
  public record Found(
      Optional<String> session,
      Map<String, String> logs,
      Map<String, Integer> ledgers,
      Map<String, String> amounts) {

    /** Whether it is completed, logged by exactly one color, and once in every color's ledger. */
    public boolean everywhereOnce() {
      return session.equals(Optional.of("completed"))
          && logs.size() == 1
          && ledgers.values().stream().allMatch(count -> count == 1);
    }
  }

  /**
   * @param aws clients for the emulator
   * @param settings the loopback addresses of the databases
   * @param layout where those are remembered
   * @param deployment where payments are stored
   */
  public Stores(AwsClients aws, Settings settings, Layout layout, Deployment deployment) {
    this.aws = aws;
    this.ledgers = new LedgerDatabase(aws, settings, layout);
    this.deployment = deployment;
  }

  /** Looks until the payment is everywhere once, or for as long as {@code patience}. */
  public Found await(String transactionId, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Found found = find(transactionId);
    while (!found.everywhereOnce() && System.nanoTime() < deadline) {
      Pause.of(Duration.ofMillis(500));
      found = find(transactionId);
    }
    return found;
  }

  private Found find(String transactionId) {
    Map<String, String> logs = new TreeMap<>();
    Map<String, Integer> ledgers = new TreeMap<>();
    Map<String, String> amounts = new TreeMap<>();
    for (Deployment.Color color : deployment.colors()) {
      log(color, transactionId).ifPresent(address -> logs.put(color.name(), address));
      ledgers.put(color.name(), ledger(color, transactionId, amounts));
    }
    return new Found(session(transactionId), logs, ledgers, amounts);
  }

  private Optional<String> session(String transactionId) {
    DynamoDbClient dynamo =
        aws.get(DynamoDbClient.class, DynamoDbClient::builder, AwsClients.REGIONS.get(0));
    Map<String, AttributeValue> item =
        dynamo
            .getItem(
                request ->
                    request
                        .tableName(deployment.sessionTable())
                        .key(Map.of("sessionId", AttributeValue.fromS(transactionId)))
                        .consistentRead(true))
            .item();
    return Optional.ofNullable(item.get("status")).map(AttributeValue::s);
  }

  private Optional<String> log(Deployment.Color color, String transactionId) {
    S3Client s3 = aws.get(S3Client.class, S3Client::builder, color.region());
    String key = "transactions/" + transactionId + ".json";
    try {
      s3.headObject(request -> request.bucket(color.logBucket()).key(key));
      return Optional.of("s3://" + color.logBucket() + "/" + key);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private int ledger(Deployment.Color color, String transactionId, Map<String, String> amounts) {
    return ledgers
        .ask(
            color,
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT amount FROM payments WHERE transaction_id = ?")) {
                query.setString(1, transactionId);
                int rows = 0;
                try (ResultSet result = query.executeQuery()) {
                  while (result.next()) {
                    rows++;
                    amounts.put(
                        color.name(), result.getBigDecimal(1).stripTrailingZeros().toPlainString());
                  }
                }
                return rows;
              }
            })
        .orElse(0);
  }
}
