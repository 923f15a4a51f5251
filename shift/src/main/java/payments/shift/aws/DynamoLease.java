package payments.shift.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import payments.shift.cutover.Lease;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The lease as one item of a DynamoDB table. Whoever writes it first has it: every write is <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.ConditionalUpdate">conditional</a>,
 * and each tool has a token of its own. When it runs out is told by the holder's clock and judged
 * by the other's: the two may be 20 seconds apart, and who is further off loses it while alive,
 * which the next renewal tells.
 */
public final class DynamoLease implements Lease {
  private static final Duration DURATION = Duration.ofSeconds(30);

  private static final String ONLY_ITEM = "shift";
  private static final String NAME = "name";
  private static final String HOLDER = "holder";
  private static final String TOKEN = "token";
  private static final String PLAN = "plan";
  private static final String SINCE = "since";
  private static final String RENEWED = "renewed";
  private static final String EXPIRES = "expires";
  private static final String ROLLBACK_ASKED = "rollbackAsked";

  /** The token of the first of those who had it one after the other and did not give it back. */
  private static final String FIRST = "first";

  /** Since when that one had it. */
  private static final String BEGAN = "began";

  /** Who ends in order deletes the item, and with it what is kept here of who was before. */
  private static final String TAKE =
      "SET #holder = :holder, #token = :token, #plan = :plan, #since = :now, #renewed = :now,"
          + " #expires = :until, #asked = :false, #first = if_not_exists(#first, :token),"
          + " #began = if_not_exists(#began, :now)";

  private static final String MINE = "#token = :token";
  private static final String LIVES = "#expires > :now";

  private final AwsClients aws;
  private final SharedOutputs shared;
  private final String holder;
  private final Clock clock;
  private final String token = UUID.randomUUID().toString();

  /**
   * @param aws the clients
   * @param shared where the table is
   * @param holder who this is, for people: {@code user@host, process}
   * @param clock the time
   */
  public DynamoLease(AwsClients aws, SharedOutputs shared, String holder, Clock clock) {
    this.aws = aws;
    this.shared = shared;
    this.holder = holder;
    this.clock = clock;
  }

  @Override
  public Attempt take(String plan) {
    Instant now = now();
    Instant until = now.plus(DURATION);
    return changed(
        "dynamodb:UpdateItem",
        table ->
            taken(
                table
                    .updateItem(
                        request ->
                            request
                                .tableName(shared.leaseTableName())
                                .key(key())
                                .updateExpression(TAKE)
                                // The last: a try that was not answered may have taken it.
                                .conditionExpression(
                                    "attribute_not_exists(#expires) OR #expires <= :now OR " + MINE)
                                .expressionAttributeNames(
                                    Map.of(
                                        "#holder", HOLDER,
                                        "#token", TOKEN,
                                        "#plan", PLAN,
                                        "#since", SINCE,
                                        "#renewed", RENEWED,
                                        "#expires", EXPIRES,
                                        "#asked", ROLLBACK_ASKED,
                                        "#first", FIRST,
                                        "#began", BEGAN))
                                .expressionAttributeValues(
                                    Map.of(
                                        ":holder", fromS(holder),
                                        ":token", fromS(token),
                                        ":plan", fromS(plan),
                                        ":now", seconds(now),
                                        ":until", seconds(until),
                                        ":false", fromBool(false)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes()),
        DynamoLease::held);
  }

  @Override
  public Renewal renew() {
    Instant now = now();
    Instant until = now.plus(DURATION);
    return changed(
        "dynamodb:UpdateItem",
        table ->
            kept(
                table
                    .updateItem(
                        request ->
                            request
                                .tableName(shared.leaseTableName())
                                .key(key())
                                .updateExpression("SET #renewed = :now, #expires = :until")
                                .conditionExpression(MINE)
                                .expressionAttributeNames(
                                    Map.of(
                                        "#renewed", RENEWED, "#expires", EXPIRES, "#token", TOKEN))
                                .expressionAttributeValues(
                                    Map.of(
                                        ":now", seconds(now),
                                        ":until", seconds(until),
                                        ":token", fromS(token)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes()),
        other -> new Lost(living(other, now)));
  }

  @Override
  public void release() {
    changed(
        "dynamodb:DeleteItem",
        table ->
            table.deleteItem(
                request ->
                    request
                        .tableName(shared.leaseTableName())
                        .key(key())
                        .conditionExpression(MINE)
                        .expressionAttributeNames(Map.of("#token", TOKEN))
                        .expressionAttributeValues(Map.of(":token", fromS(token)))),
        other -> null);
  }

  @Override
  public Optional<Held> askForRollback() {
    Instant now = now();
    return changed(
        "dynamodb:UpdateItem",
        table ->
            Optional.of(
                held(
                    table
                        .updateItem(
                            request ->
                                request
                                    .tableName(shared.leaseTableName())
                                    .key(key())
                                    .updateExpression("SET #asked = :true")
                                    .conditionExpression(LIVES)
                                    .expressionAttributeNames(
                                        Map.of("#asked", ROLLBACK_ASKED, "#expires", EXPIRES))
                                    .expressionAttributeValues(
                                        Map.of(":true", fromBool(true), ":now", seconds(now)))
                                    .returnValues(ReturnValue.ALL_NEW))
                        .attributes())),
        other -> Optional.empty());
  }

  @Override
  public Optional<Instant> deadSince() {
    Instant now = now();
    return Optional.of(item())
        .filter(it -> it.containsKey(BEGAN) && living(it, now).isEmpty())
        .map(it -> moment(it, BEGAN));
  }

  @Override
  public Optional<Held> holder() {
    Instant now = now();
    return living(item(), now);
  }

  private Map<String, AttributeValue> item() {
    return call("dynamodb:GetItem")
        .answer(
            () ->
                table()
                    .getItem(
                        request ->
                            request
                                .tableName(shared.leaseTableName())
                                .key(key())
                                .consistentRead(true))
                    .item());
  }

  /** Writes; if the condition fails, what there is instead says what came of it. */
  private <T> T changed(
      String action,
      Function<DynamoDbClient, T> write,
      Function<Map<String, AttributeValue>, T> refused) {
    return call(action)
        .answer(
            () -> {
              try {
                return write.apply(table());
              } catch (ConditionalCheckFailedException e) {
                return refused.apply(e.hasItem() ? e.item() : Map.of());
              }
            });
  }

  private AwsCall call(String action) {
    return new AwsCall(action, "the lease in the table " + shared.leaseTableName());
  }

  private DynamoDbClient table() {
    return aws.dynamoDb(shared.region());
  }

  /** In whole seconds, as the item has them. */
  private Instant now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }

  private static Map<String, AttributeValue> key() {
    return Map.of(NAME, fromS(ONLY_ITEM));
  }

  private static Optional<Held> living(Map<String, AttributeValue> item, Instant now) {
    return Optional.of(item)
        .filter(it -> it.containsKey(EXPIRES))
        .map(DynamoLease::held)
        .filter(it -> it.until().isAfter(now));
  }

  /** Its own token there is no other's: a try that was not heard of has taken it. */
  private Taken taken(Map<String, AttributeValue> item) {
    boolean alone = item.get(FIRST).s().equals(token);
    return new Taken(
        moment(item, EXPIRES), alone ? Optional.empty() : Optional.of(moment(item, BEGAN)));
  }

  private static Kept kept(Map<String, AttributeValue> item) {
    return new Kept(moment(item, EXPIRES), asked(item));
  }

  private static Held held(Map<String, AttributeValue> item) {
    return new Held(
        item.get(HOLDER).s(),
        item.get(PLAN).s(),
        moment(item, SINCE),
        moment(item, EXPIRES),
        asked(item));
  }

  private static boolean asked(Map<String, AttributeValue> item) {
    return item.get(ROLLBACK_ASKED).bool();
  }

  private static Instant moment(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochSecond(Long.parseLong(item.get(name).n()));
  }

  private static AttributeValue seconds(Instant moment) {
    return fromN(Long.toString(moment.getEpochSecond()));
  }
}
