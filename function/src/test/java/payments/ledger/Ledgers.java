package payments.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import payments.store.AwsClients;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What the tests with a real database share. */
final class Ledgers {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

  private static final AwsClients AWS = new AwsClients("us-east-1");

  private Ledgers() {}

  /** Through the real wrapper, with the secret's user and password. */
  static AuroraConnections connections(String host, int port) {
    return new AuroraConnections(settings(host, port), secrets());
  }

  /** The secrets of the server that is open. */
  static SecretsManagerClient secrets() {
    return AWS.secrets();
  }

  static LedgerSettings settings(String host, int port) {
    return new LedgerSettings(
        "dev",
        "blue",
        "us-east-1",
        host,
        Integer.toString(port),
        "payments",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-abc",
        "queue");
  }

  /** A batch in which every second record is no completed payment. */
  static SortedMap<Integer, LedgerEntry> batch(LedgerEntry... entries) {
    SortedMap<Integer, LedgerEntry> batch = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      batch.put(2 * batch.size(), entry);
    }
    return Collections.unmodifiableSortedMap(batch);
  }

  /** A payment completed on blue. */
  static LedgerEntry entry(String id, String amount) {
    return entry(id, amount, "blue", 1);
  }

  /** A payment completed on that color, so many seconds after it was begun. */
  static LedgerEntry entry(String id, String amount, String color, int seconds) {
    return new LedgerEntry(
        id,
        new BigDecimal(amount),
        "USD",
        "user",
        color,
        color.equals("blue") ? "us-east-1" : "us-west-2",
        CREATED,
        CREATED.plusSeconds(seconds));
  }
}
