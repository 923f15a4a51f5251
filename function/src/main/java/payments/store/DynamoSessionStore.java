package payments.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import payments.entity.Identifier;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Session;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The sessions in DynamoDB. A write that is refused brings the item back in the same answer, so
 * that nothing costs a second call (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html">PutItem</a>,
 * ReturnValuesOnConditionCheckFailure).
 */
public final class DynamoSessionStore implements SessionStore {
  private static final String STILL_HELD = "#status = :processing AND leaseOwner = :owner";
  private static final Map<String, String> STATUS = Map.of("#status", "status");
  private static final String PING_KEY = Identifier.TEST_PREFIX + "health";

  private final DynamoDbClient dynamo;
  private final String table;

  /** Keeps the sessions in that table. */
  public DynamoSessionStore(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Session> claim(Session session, Duration within) {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table)
            .item(item(session))
            .conditionExpression("attribute_not_exists(sessionId)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .overrideConfiguration(Limit.of(within))
            .build();
    return conditional("claim", session, () -> dynamo.putItem(request));
  }

  @Override
  public Optional<Session> takeOver(Session seen, Lease lease, Duration within) {
    UpdateItemRequest request =
        update(seen.transactionId(), within)
            .updateExpression("SET leaseOwner = :newOwner, leaseUntil = :newUntil")
            .conditionExpression(STILL_HELD + " AND leaseUntil = :until")
            .expressionAttributeValues(
                Map.of(
                    ":processing", text(Session.Status.PROCESSING.text()),
                    ":owner", text(seen.lease().owner()),
                    ":until", number(seen.lease().until().toEpochMilli()),
                    ":newOwner", text(lease.owner()),
                    ":newUntil", number(lease.until().toEpochMilli())))
            .build();
    return conditional("take over", seen, () -> dynamo.updateItem(request));
  }

  @Override
  public Optional<Session> complete(
      Session session, String answer, Instant completedAt, Duration within) {
    UpdateItemRequest request =
        update(session.transactionId(), within)
            .updateExpression(
                "SET #status = :completed, completedAt = :completedAt, answer = :answer")
            .conditionExpression(STILL_HELD)
            .expressionAttributeValues(
                Map.of(
                    ":processing", text(Session.Status.PROCESSING.text()),
                    ":owner", text(session.lease().owner()),
                    ":completed", text(Session.Status.COMPLETED.text()),
                    ":completedAt", secondsWithMillis(completedAt),
                    ":answer", text(answer)))
            .build();
    return conditional("complete", session, () -> dynamo.updateItem(request));
  }

  @Override
  public void release(Session session, Duration within) {
    UpdateItemRequest request =
        update(session.transactionId(), within)
            .updateExpression("SET leaseUntil = :now")
            .conditionExpression(STILL_HELD)
            .expressionAttributeValues(
                Map.of(
                    ":processing", text(Session.Status.PROCESSING.text()),
                    ":owner", text(session.lease().owner()),
                    ":now", number(0)))
            .build();
    conditional("release", session, () -> dynamo.updateItem(request));
  }

  @Override
  public Optional<Session> find(String transactionId) {
    GetItemResponse response = get(transactionId, true, Timeouts.DEFAULT.call());
    return response.hasItem()
        ? Optional.of(session(transactionId, response.item())).filter(s -> s.fingerprint() != null)
        : Optional.empty();
  }

  @Override
  public void ping(Duration within) {
    get(PING_KEY, false, within);
  }

  private GetItemResponse get(String sessionId, boolean consistent, Duration within) {
    try {
      return dynamo.getItem(
          GetItemRequest.builder()
              .tableName(table)
              .key(key(sessionId))
              .consistentRead(consistent)
              .overrideConfiguration(Limit.of(within))
              .build());
    } catch (SdkException e) {
      throw new StoreUnavailableException("sessions table, read", e);
    }
  }

  private UpdateItemRequest.Builder update(String transactionId, Duration within) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key(transactionId))
        .expressionAttributeNames(STATUS)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .overrideConfiguration(Limit.of(within));
  }

  private static Optional<Session> conditional(String what, Session session, Runnable write) {
    try {
      write.run();
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(session(session.transactionId(), e.hasItem() ? e.item() : Map.of()));
    } catch (SdkException e) {
      throw new StoreUnavailableException("sessions table, " + what, e);
    }
  }

  private static Map<String, AttributeValue> key(String sessionId) {
    return Map.of("sessionId", text(sessionId));
  }

  private static Map<String, AttributeValue> item(Session session) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("sessionId", text(session.transactionId()));
    item.put("userId", text(session.userId()));
    item.put("createdAt", number(session.createdAt().getEpochSecond()));
    item.put("status", text(session.status().text()));
    item.put("amount", AttributeValue.fromN(session.amount().toPlainString()));
    item.put("currency", text(session.currency()));
    item.put("fingerprint", text(session.fingerprint()));
    item.put("leaseOwner", text(session.lease().owner()));
    item.put("leaseUntil", number(session.lease().until().toEpochMilli()));
    item.put("environment", text(session.origin().environment()));
    item.put("color", text(session.origin().color()));
    item.put("region", text(session.origin().region()));
    return item;
  }

  private static Session session(String transactionId, Map<String, AttributeValue> item) {
    boolean completed = Session.Status.COMPLETED.text().equals(text(item, "status"));
    return new Session(
        transactionId,
        text(item, "fingerprint"),
        text(item, "userId"),
        number(item, "amount"),
        text(item, "currency"),
        Instant.ofEpochSecond(number(item, "createdAt").longValue()),
        new Origin(text(item, "environment"), text(item, "color"), text(item, "region")),
        completed ? Session.Status.COMPLETED : Session.Status.PROCESSING,
        new Lease(
            String.valueOf(text(item, "leaseOwner")),
            Instant.ofEpochMilli(number(item, "leaseUntil").longValue())),
        text(item, "answer"));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /**
   * Not whole seconds: by the milliseconds the ledgers tell which of two completions was the later.
   */
  private static AttributeValue secondsWithMillis(Instant time) {
    return AttributeValue.fromN(BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString());
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  private static BigDecimal number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.n() == null ? BigDecimal.ZERO : new BigDecimal(value.n());
  }
}
