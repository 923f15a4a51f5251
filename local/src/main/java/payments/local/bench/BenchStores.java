package payments.local.bench;

import payments.local.emulator.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** A table and a bucket in an emulator of the bench's own. */
final class BenchStores {
  static final String REGION = "us-east-1";
  static final String TABLE = "bench-sessions";
  static final String BUCKET = "bench-transactions";

  private static final String KEY = "sessionId";

  private BenchStores() {}

  static void create(AwsClients aws) {
    aws.get(DynamoDbClient.class, DynamoDbClient::builder, REGION)
        .createTable(
            table ->
                table
                    .tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName(KEY)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName(KEY)
                            .keyType(KeyType.HASH)
                            .build()));
    aws.get(S3Client.class, S3Client::builder, REGION)
        .createBucket(bucket -> bucket.bucket(BUCKET));
  }
}
