package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Payment;
import payments.entity.Session;
import payments.testing.Payments;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

@ExtendWith(MockitoExtension.class)
class DynamoSessionStoreTest {
  private static final Payment PAYMENT = Payments.payment("t-1", "10", "user-1");
  private static final Session SESSION =
      Session.claim(
          PAYMENT,
          new Origin("dev", "blue", "us-east-1"),
          Instant.ofEpochSecond(1000),
          new Lease("owner-1", Instant.ofEpochMilli(1_060_500)));

  private static final Duration LONG = Duration.ofSeconds(24);

  @Mock private DynamoDbClient dynamo;
  private DynamoSessionStore store;

  @BeforeEach
  void setUp() {
    store = new DynamoSessionStore(dynamo, "sessions");
  }

  @Test
  void claim_shouldPutWholeSessionOnlyIfAbsent() {
    assertThat(store.claim(SESSION, LONG)).isEmpty();

    verify(dynamo)
        .putItem(
            PutItemRequest.builder()
                .tableName("sessions")
                .item(item())
                .conditionExpression("attribute_not_exists(sessionId)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    verifyNoMoreInteractions(dynamo);
  }

  @Test
  void claim_shouldReturnWhatIsThere_whenConditionFails() {
    Map<String, AttributeValue> there = item();
    there.put("status", s("completed"));
    there.put("answer", s("{\"a\":1}"));
    there.put("completedAt", n("1001"));
    when(dynamo.putItem(any(PutItemRequest.class))).thenThrow(refused(there));

    assertThat(store.claim(SESSION, LONG))
        .contains(
            new Session(
                "t-1",
                PAYMENT.fingerprint(),
                "user-1",
                new BigDecimal("10.00"),
                "USD",
                Instant.ofEpochSecond(1000),
                SESSION.origin(),
                Session.Status.COMPLETED,
                SESSION.lease(),
                "{\"a\":1}"));
  }

  @Test
  void claim_shouldReturnSessionWithoutFingerprint_whenItemIsForeign() {
    when(dynamo.putItem(any(PutItemRequest.class)))
        .thenThrow(refused(Map.of("sessionId", s("t-1"), "createdAt", s("not a number"))));

    Session foreign = store.claim(SESSION, LONG).orElseThrow();

    assertThat(foreign.fingerprint()).isNull();
    assertThat(foreign.status()).isEqualTo(Session.Status.PROCESSING);
    assertThat(foreign.isHeldBy(SESSION.lease())).isFalse();
  }

  @Test
  void takeOver_shouldChangeLeaseOnlyIfItIsStillTheOneSeen() {
    Lease lease = new Lease("owner-2", Instant.ofEpochMilli(2_000_000));

    assertThat(store.takeOver(SESSION, lease, LONG)).isEmpty();

    verify(dynamo)
        .updateItem(
            update()
                .updateExpression("SET leaseOwner = :newOwner, leaseUntil = :newUntil")
                .conditionExpression(
                    "#status = :processing AND leaseOwner = :owner AND leaseUntil = :until")
                .expressionAttributeValues(
                    Map.of(
                        ":processing", s("processing"),
                        ":owner", s("owner-1"),
                        ":until", n("1060500"),
                        ":newOwner", s("owner-2"),
                        ":newUntil", n("2000000")))
                .build());
  }

  @Test
  void complete_shouldStoreAnswerOnlyIfLeaseIsHeld() {
    assertThat(store.complete(SESSION, "{}", Instant.ofEpochMilli(1_001_120), LONG)).isEmpty();

    verify(dynamo)
        .updateItem(
            update()
                .updateExpression(
                    "SET #status = :completed, completedAt = :completedAt, answer = :answer")
                .conditionExpression("#status = :processing AND leaseOwner = :owner")
                .expressionAttributeValues(
                    Map.of(
                        ":processing", s("processing"),
                        ":owner", s("owner-1"),
                        ":completed", s("completed"),
                        ":completedAt", n("1001.120"),
                        ":answer", s("{}")))
                .build());
  }

  @Test
  void release_shouldEndLeaseOnlyIfItIsHeld() {
    store.release(SESSION, LONG);

    verify(dynamo)
        .updateItem(
            update()
                .updateExpression("SET leaseUntil = :now")
                .conditionExpression("#status = :processing AND leaseOwner = :owner")
                .expressionAttributeValues(
                    Map.of(
                        ":processing", s("processing"),
                        ":owner", s("owner-1"),
                        ":now", n("0")))
                .build());
  }

  @Test
  void release_shouldDoNothing_whenLeaseIsNotHeld() {
    when(dynamo.updateItem(any(UpdateItemRequest.class))).thenThrow(refused(Map.of()));

    store.release(SESSION, LONG);
  }

  @Test
  void find_shouldReadConsistently() {
    when(dynamo.getItem(any(GetItemRequest.class)))
        .thenReturn(GetItemResponse.builder().item(item()).build());

    assertThat(store.find("t-1")).contains(SESSION);

    verify(dynamo).getItem(get("t-1", true));
  }

  @Test
  void find_shouldBeEmpty_whenThereIsNothing() {
    when(dynamo.getItem(any(GetItemRequest.class))).thenReturn(GetItemResponse.builder().build());

    assertThat(store.find("t-1")).isEmpty();
  }

  @Test
  void find_shouldBeEmpty_whenItemIsNoPayment() {
    when(dynamo.getItem(any(GetItemRequest.class)))
        .thenReturn(GetItemResponse.builder().item(Map.of("sessionId", s("t-1"))).build());

    assertThat(store.find("t-1")).isEmpty();
  }

  @Test
  void ping_shouldReadOneItem() {
    store.ping(LONG);

    verify(dynamo).getItem(get("lambda-test/health", false));
  }

  @Test
  void everyCall_shouldSayUnavailableWithErrorCodeAlone_whenAwsRefuses() {
    DynamoDbException denied =
        (DynamoDbException)
            DynamoDbException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .errorMessage("not for arn:aws:dynamodb:us-east-1:111122223333:table/x")
                        .build())
                .statusCode(400)
                .build();
    when(dynamo.putItem(any(PutItemRequest.class))).thenThrow(denied);
    when(dynamo.getItem(any(GetItemRequest.class)))
        .thenThrow(SdkClientException.create("connect timed out: 10.0.0.1"));

    assertThatThrownBy(() -> store.claim(SESSION, LONG))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("sessions table, claim: AccessDeniedException (400)");
    assertThatThrownBy(() -> store.ping(LONG))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("sessions table, read: SdkClientException");
  }

  private static Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("sessionId", s("t-1"));
    item.put("userId", s("user-1"));
    item.put("createdAt", n("1000"));
    item.put("status", s("processing"));
    item.put("amount", n("10.00"));
    item.put("currency", s("USD"));
    item.put("fingerprint", s(PAYMENT.fingerprint()));
    item.put("leaseOwner", s("owner-1"));
    item.put("leaseUntil", n("1060500"));
    item.put("environment", s("dev"));
    item.put("color", s("blue"));
    item.put("region", s("us-east-1"));
    return item;
  }

  private static UpdateItemRequest.Builder update() {
    return UpdateItemRequest.builder()
        .tableName("sessions")
        .key(Map.of("sessionId", s("t-1")))
        .expressionAttributeNames(Map.of("#status", "status"))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private static GetItemRequest get(String id, boolean consistent) {
    return GetItemRequest.builder()
        .tableName("sessions")
        .key(Map.of("sessionId", s(id)))
        .consistentRead(consistent)
        .build();
  }

  private static ConditionalCheckFailedException refused(Map<String, AttributeValue> item) {
    return ConditionalCheckFailedException.builder().item(item).build();
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue n(String value) {
    return AttributeValue.fromN(value);
  }
}
