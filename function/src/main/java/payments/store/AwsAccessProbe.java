package payments.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import payments.json.JsonObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** The access tests on AWS. */
public final class AwsAccessProbe implements AccessProbe {
  private static final String TEST_STATUS = "lambda-processed";

  private final DynamoDbClient dynamo;
  private final S3Client s3;
  private final Supplier<SecretsManagerClient> secrets;
  private final PaymentSettings settings;
  private final Clock clock;

  /**
   * Tests the table, bucket and secret of the settings.
   *
   * @param secrets makes a client for the one test that needs it; payments never do
   */
  public AwsAccessProbe(
      DynamoDbClient dynamo,
      S3Client s3,
      Supplier<SecretsManagerClient> secrets,
      PaymentSettings settings,
      Clock clock) {
    this.dynamo = dynamo;
    this.s3 = s3;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public boolean table(String sessionId) {
    AttributeValue key = AttributeValue.fromS(sessionId);
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(settings.sessionTable())
              .item(
                  Map.of(
                      "sessionId", key,
                      "userId", AttributeValue.fromS("lambda-test-user"),
                      "createdAt",
                          AttributeValue.fromN(Long.toString(clock.instant().getEpochSecond())),
                      "status", AttributeValue.fromS(TEST_STATUS),
                      "source", AttributeValue.fromS("lambda-function")))
              .conditionExpression("attribute_not_exists(sessionId) OR #status = :test")
              .expressionAttributeNames(Map.of("#status", "status"))
              .expressionAttributeValues(Map.of(":test", AttributeValue.fromS(TEST_STATUS)))
              .build());
      return dynamo
          .getItem(
              GetItemRequest.builder()
                  .tableName(settings.sessionTable())
                  .key(Map.of("sessionId", key))
                  .consistentRead(true)
                  .build())
          .hasItem();
    } catch (SdkException e) {
      throw new StoreUnavailableException("sessions table, access test", e);
    }
  }

  @Override
  public boolean bucket(String key) {
    String body =
        new JsonObject()
            .with("timestamp", clock.instant().toString())
            .with("source", "lambda-function")
            .with("environment", settings.environment())
            .toString();
    try {
      s3.putObject(
          PutObjectRequest.builder()
              .bucket(settings.bucket())
              .key(key)
              .contentType("application/json")
              .build(),
          RequestBody.fromString(body));
      return s3.getObjectAsBytes(
                  GetObjectRequest.builder().bucket(settings.bucket()).key(key).build())
              .asString(StandardCharsets.UTF_8)
              .length()
          > 0;
    } catch (SdkException e) {
      throw new StoreUnavailableException("log bucket, access test", e);
    }
  }

  @Override
  public boolean secret() {
    try (SecretsManagerClient client = secrets.get()) {
      String secret =
          client
              .getSecretValue(
                  GetSecretValueRequest.builder().secretId(settings.databaseSecret()).build())
              .secretString();
      return secret != null && !secret.isEmpty();
    } catch (SdkException e) {
      throw new StoreUnavailableException("database secret, access test", e);
    }
  }
}
