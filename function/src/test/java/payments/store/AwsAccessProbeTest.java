package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import payments.testing.Settings;
import payments.testing.TestClock;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

@ExtendWith(MockitoExtension.class)
class AwsAccessProbeTest {
  private static final Map<String, AttributeValue> KEY =
      Map.of("sessionId", AttributeValue.fromS("lambda-test/x"));

  @Mock private DynamoDbClient dynamo;
  @Mock private S3Client s3;
  @Mock private SecretsManagerClient secrets;
  private AwsAccessProbe probe;

  @BeforeEach
  void setUp() {
    probe = new AwsAccessProbe(dynamo, s3, () -> secrets, Settings.BLUE, new TestClock());
  }

  @Test
  void table_shouldWriteWithoutTouchingAPayment_andReadBack() {
    when(dynamo.getItem(any(GetItemRequest.class)))
        .thenReturn(GetItemResponse.builder().item(KEY).build());

    assertThat(probe.table("lambda-test/x")).isTrue();

    verify(dynamo)
        .putItem(
            PutItemRequest.builder()
                .tableName("payments-dev-sessions")
                .item(
                    Map.of(
                        "sessionId", AttributeValue.fromS("lambda-test/x"),
                        "userId", AttributeValue.fromS("lambda-test-user"),
                        "createdAt", AttributeValue.fromN("1767323045"),
                        "status", AttributeValue.fromS("lambda-processed"),
                        "source", AttributeValue.fromS("lambda-function")))
                .conditionExpression("attribute_not_exists(sessionId) OR #status = :test")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(
                    Map.of(":test", AttributeValue.fromS("lambda-processed")))
                .build());
    verify(dynamo)
        .getItem(
            GetItemRequest.builder()
                .tableName("payments-dev-sessions")
                .key(KEY)
                .consistentRead(true)
                .build());
  }

  @Test
  void table_shouldBeFalse_whenItemIsNotFound() {
    when(dynamo.getItem(any(GetItemRequest.class))).thenReturn(GetItemResponse.builder().build());

    assertThat(probe.table("lambda-test/x")).isFalse();
  }

  @Test
  void bucket_shouldWriteAndReadBack() {
    when(s3.getObjectAsBytes(any(GetObjectRequest.class)))
        .thenReturn(
            ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), new byte[] {'x'}));

    assertThat(probe.bucket("lambda-test/k")).isTrue();

    verify(s3)
        .putObject(
            eq(
                PutObjectRequest.builder()
                    .bucket("payments-dev-logs")
                    .key("lambda-test/k")
                    .contentType("application/json")
                    .build()),
            any(RequestBody.class));
    verify(s3)
        .getObjectAsBytes(
            GetObjectRequest.builder().bucket("payments-dev-logs").key("lambda-test/k").build());
  }

  @Test
  void secret_shouldReallyReadIt() {
    when(secrets.getSecretValue(any(GetSecretValueRequest.class)))
        .thenReturn(GetSecretValueResponse.builder().secretString("{}").build());

    assertThat(probe.secret()).isTrue();

    verify(secrets)
        .getSecretValue(
            GetSecretValueRequest.builder().secretId(Settings.BLUE.databaseSecret()).build());
    verify(secrets).close();
  }

  @Test
  void everyTest_shouldSayUnavailable_whenAwsRefuses() {
    SdkClientException down = SdkClientException.create("down");
    when(dynamo.putItem(any(PutItemRequest.class))).thenThrow(down);
    when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class))).thenThrow(down);
    when(secrets.getSecretValue(any(GetSecretValueRequest.class))).thenThrow(down);

    assertThatThrownBy(() -> probe.table("t")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> probe.bucket("t")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(probe::secret).isInstanceOf(StoreUnavailableException.class);
  }
}
