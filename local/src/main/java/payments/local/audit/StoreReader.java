package payments.local.audit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.local.audit.Stored.Row;
import payments.local.audit.Stored.Session;
import payments.local.emulator.AwsClients;
import payments.local.payment.Deployment;
import payments.local.payment.LedgerDatabase;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads all that the stores hold of the payments whose transaction ids begin with a prefix. */
public final class StoreReader {
  private static final String FOLDER = "transactions/";
  private static final String SUFFIX = ".json";
  private static final String FUNCTION_LOGS = "/aws/lambda/";

  private final AwsClients aws;
  private final LedgerDatabase ledgers;
  private final Deployment deployment;
  private final String prefix;

  /**
   * @param aws clients for the emulator
   * @param ledgers the colors' databases
   * @param deployment where payments are stored
   * @param prefix with which the transaction ids begin, and no other payment's in the system
   */
  public StoreReader(AwsClients aws, LedgerDatabase ledgers, Deployment deployment, String prefix) {
    this.aws = aws;
    this.ledgers = ledgers;
    this.deployment = deployment;
    this.prefix = prefix;
  }

  /**
   * Reads everything.
   *
   * @param since when the first was sent
   */
  public Stored read(Instant since) {
    Map<String, Map<String, Session>> sessions = new TreeMap<>();
    Map<String, Map<String, String>> logs = new TreeMap<>();
    Map<String, Map<String, List<Row>>> rows = new TreeMap<>();
    int takeOvers = 0;
    for (Deployment.Color color : deployment.colors()) {
      sessions.put(color.region(), sessions(color.region()));
      logs.put(color.name(), logs(color));
      rows.put(color.name(), ledgers.ask(color, this::rows).orElseGet(Map::of));
      takeOvers += takeOvers(color.region(), since);
    }
    return new Stored(sessions, logs, rows, takeOvers);
  }

  /** How many payments every ledger has at least. */
  public int inEveryLedger() {
    return deployment.colors().stream()
        .mapToInt(color -> ledgers.ask(color, this::count).orElse(0))
        .min()
        .orElse(0);
  }

  /** Messages in all queues of the system: the ledgers' failure queues. */
  public int inFailureQueues() {
    int messages = 0;
    for (String region : AwsClients.REGIONS) {
      SqsClient sqs = aws.get(SqsClient.class, SqsClient::builder, region);
      for (String queue : sqs.listQueues().queueUrls()) {
        QueueAttributeName count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        messages +=
            Integer.parseInt(
                sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(count))
                    .attributes()
                    .get(count));
      }
    }
    return messages;
  }

  private Map<String, Session> sessions(String region) {
    DynamoDbClient dynamo = aws.get(DynamoDbClient.class, DynamoDbClient::builder, region);
    return dynamo
        .scanPaginator(
            request ->
                request
                    .tableName(deployment.sessionTable())
                    .filterExpression("begins_with(sessionId, :prefix)")
                    .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(prefix))))
        .items()
        .stream()
        .collect(Collectors.toMap(item -> text(item, "sessionId"), StoreReader::session));
  }

  private static Session session(Map<String, AttributeValue> item) {
    AttributeValue amount = item.get("amount");
    return new Session(
        text(item, "status"),
        amount == null || amount.n() == null ? null : new BigDecimal(amount.n()),
        text(item, "currency"),
        text(item, "userId"),
        text(item, "color"),
        text(item, "region"),
        time(item, "createdAt"),
        time(item, "completedAt"),
        text(item, "answer"));
  }

  /** A number of seconds, with decimals if it is kept to the millisecond. */
  static Instant time(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.n() == null) {
      return null;
    }
    return Instant.ofEpochMilli(new BigDecimal(value.n()).movePointRight(3).longValue());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNullElse(item.get(name), AttributeValue.fromS("absent")).s();
  }

  private Map<String, String> logs(Deployment.Color color) {
    S3Client s3 = aws.get(S3Client.class, S3Client::builder, color.region());
    List<String> keys =
        s3
            .listObjectsV2Paginator(
                request -> request.bucket(color.logBucket()).prefix(FOLDER + prefix))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    return keys.parallelStream()
        .collect(
            Collectors.toMap(
                key -> key.substring(FOLDER.length(), key.length() - SUFFIX.length()),
                key ->
                    s3.getObjectAsBytes(request -> request.bucket(color.logBucket()).key(key))
                        .asUtf8String()));
  }

  private int count(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT COUNT(DISTINCT transaction_id) FROM payments WHERE transaction_id LIKE ?")) {
      query.setString(1, prefix + "%");
      try (ResultSet result = query.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  private Map<String, List<Row>> rows(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT transaction_id, amount, currency, user_id, color, region,
              created_at, completed_at
            FROM payments WHERE transaction_id LIKE ?""")) {
      query.setString(1, prefix + "%");
      Map<String, List<Row>> rows = new HashMap<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          rows.computeIfAbsent(result.getString(1), id -> new ArrayList<>())
              .add(
                  new Row(
                      result.getBigDecimal(2),
                      result.getString(3),
                      result.getString(4),
                      result.getString(5),
                      result.getString(6),
                      time(result, 7),
                      time(result, 8)));
        }
      }
      return rows;
    }
  }

  /** Not as text: the driver would give 41.001 seconds as {@code 41.1000}. */
  private static Instant time(ResultSet result, int column) throws SQLException {
    return result.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  /** The emulator does not filter by a JSON pattern, so each line is read here. */
  private int takeOvers(String region, Instant since) {
    CloudWatchLogsClient logs =
        aws.get(CloudWatchLogsClient.class, CloudWatchLogsClient::builder, region);
    int count = 0;
    for (LogGroup group :
        logs.describeLogGroups(request -> request.logGroupNamePrefix(FUNCTION_LOGS)).logGroups()) {
      count +=
          (int)
              logs
                  .filterLogEventsPaginator(
                      request ->
                          request
                              .logGroupName(group.logGroupName())
                              .startTime(since.toEpochMilli())
                              .filterPattern("takenOver"))
                  .events()
                  .stream()
                  .map(FilteredLogEvent::message)
                  .filter(StoreReader::takenOver)
                  .count();
    }
    return count;
  }

  private static boolean takenOver(String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      return json.has("outcome") && json.get("outcome").getAsString().equals("takenOver");
    } catch (JsonParseException | IllegalStateException e) {
      return false; // a line of Lambda's own
    }
  }
}
