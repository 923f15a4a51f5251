package payments.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import payments.store.AwsClients;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The three AWS calls of a payment, bare: the same clients, conditions and sizes, and nothing else.
 * For {@code make bench}: it reads a number of rounds from each line of its input, and prints how
 * long every round took, in nanoseconds.
 */
public final class Floor {
  private static final String FINGERPRINT =
      "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
  private static final String ANSWER =
      """
      {"message":"Payment processed in bench environment","transactionId":"%s",\
      "amount":129.95,"currency":"USD","status":"completed"}""";
  private static final String LOG =
      """
      {"transactionId":"%s","timestamp":"2026-01-01T00:00:00Z","amount":129.95,"currency":"USD",\
      "status":"completed","userId":"user-4711","environment":"bench","color":"blue",\
      "region":"us-east-1"}""";

  private final DynamoDbClient dynamo;
  private final S3Client s3;
  private final String table;
  private final String bucket;

  private Floor(Map<String, String> environment) {
    AwsClients clients = new AwsClients(environment.get("AWS_REGION"));
    dynamo = clients.dynamo();
    s3 = clients.s3();
    table = environment.get("SESSION_TABLE");
    bucket = environment.get("TRANSACTION_BUCKET");
  }

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    Floor floor = new Floor(System.getenv());
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      for (int rounds = Integer.parseInt(line); rounds > 0; rounds--) {
        String id = "floor-" + UUID.randomUUID();
        long start = System.nanoTime();
        floor.claim(id);
        floor.log(id);
        floor.complete(id);
        out.println(System.nanoTime() - start);
      }
      out.flush();
    }
  }

  private void claim(String id) {
    dynamo.putItem(
        put ->
            put.tableName(table)
                .item(
                    Map.ofEntries(
                        Map.entry("sessionId", AttributeValue.fromS(id)),
                        Map.entry("fingerprint", AttributeValue.fromS(FINGERPRINT)),
                        Map.entry("userId", AttributeValue.fromS("user-4711")),
                        Map.entry("amount", AttributeValue.fromN("129.95")),
                        Map.entry("currency", AttributeValue.fromS("USD")),
                        Map.entry("createdAt", AttributeValue.fromN("1767225600")),
                        Map.entry("environment", AttributeValue.fromS("bench")),
                        Map.entry("color", AttributeValue.fromS("blue")),
                        Map.entry("region", AttributeValue.fromS("us-east-1")),
                        Map.entry("status", AttributeValue.fromS("processing")),
                        Map.entry("leaseOwner", AttributeValue.fromS(id)),
                        Map.entry("leaseUntil", AttributeValue.fromN("1767225630000"))))
                .conditionExpression("attribute_not_exists(sessionId)"));
  }

  private void log(String id) {
    s3.putObject(
        put ->
            put.bucket(bucket)
                .key("transactions/" + id + ".json")
                .contentType("application/json")
                .ifNoneMatch("*"),
        RequestBody.fromString(LOG.formatted(id)));
  }

  private void complete(String id) {
    dynamo.updateItem(
        update ->
            update
                .tableName(table)
                .key(Map.of("sessionId", AttributeValue.fromS(id)))
                .updateExpression(
                    "SET #status = :completed, completedAt = :completedAt, answer = :answer")
                .conditionExpression("#status = :processing AND leaseOwner = :owner")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                    Map.of(
                        ":processing", AttributeValue.fromS("processing"),
                        ":owner", AttributeValue.fromS(id),
                        ":completed", AttributeValue.fromS("completed"),
                        ":completedAt", AttributeValue.fromN("1767225601.123"),
                        ":answer", AttributeValue.fromS(ANSWER.formatted(id)))));
  }
}
