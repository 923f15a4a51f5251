package payments.store;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the AWS clients, which share one HTTP client. A call gives up after at most two attempts of
 * {@link #CONNECT_TIMEOUT} and {@link #READ_TIMEOUT} each, so that a payment with a store that is
 * down is answered long before the function's own time-out.
 */
public final class AwsClients {
  /** For a connection inside one Region, which takes milliseconds. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** For each answer, which takes some tens of milliseconds. */
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

  private static final int ATTEMPTS = 2;

  private final SdkHttpClient http;
  private final Region region;

  /**
   * Clients for a Region. The endpoint is AWS's, unless {@code AWS_ENDPOINT_URL} says otherwise.
   */
  public AwsClients(String region) {
    this(
        region,
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .build());
  }

  /** Clients that send nothing: every call succeeds with an empty answer. */
  public static AwsClients rehearsing(String region) {
    return new AwsClients(region, new Rehearsal());
  }

  private AwsClients(String region, SdkHttpClient http) {
    this.region = Region.of(region);
    this.http = http;
  }

  /** DynamoDB at the Region's endpoint, which is what a gateway endpoint in the VPC serves. */
  public DynamoDbClient dynamo() {
    return build(DynamoDbClient.builder().accountIdEndpointMode(AccountIdEndpointMode.DISABLED));
  }

  /** S3. Small objects need no "may I send?" first, which would cost a round trip. */
  public S3Client s3() {
    return build(S3Client.builder(), new NoExpectContinue());
  }

  /** Secrets Manager. */
  public SecretsManagerClient secrets() {
    return build(SecretsManagerClient.builder());
  }

  /** SQS. */
  public SqsClient sqs() {
    return build(SqsClient.builder());
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, ExecutionInterceptor... interceptors) {
    return builder
        .region(region)
        .httpClient(http)
        .overrideConfiguration(
            override ->
                override
                    .executionInterceptors(List.of(interceptors))
                    .retryStrategy(
                        DefaultRetryStrategy.standardStrategyBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()))
        .build();
  }

  private static final class NoExpectContinue implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
  }
}
