package payments.store;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the AWS clients, which share one HTTP client: Apache's, whose calls are the shortest (the
 * JDK's asks for a millisecond before each POST whether the connection is still there). A call
 * gives up after at most two attempts, and within its {@link Timeouts}, so that a payment with a
 * store that is down is answered long before the function's own time-out. Only finding a service's
 * address is not bounded by them: the system's resolver cannot be interrupted.
 */
public final class AwsClients implements AutoCloseable {
  private static final int ATTEMPTS = 2;
  private static final int BEAT_SECONDS = 1;

  /** One thread for the time-outs of all clients, where each would start five of its own. */
  private static final ScheduledExecutorService TIMER = timer();

  private final SdkHttpClient http;
  private final Region region;
  private final Timeouts timeouts;
  private final URI endpoint;
  private final AwsCredentialsProvider credentials;

  /**
   * Clients for a Region. The endpoint is AWS's, unless {@code AWS_ENDPOINT_URL} says otherwise.
   */
  public AwsClients(String region) {
    this(region, Timeouts.DEFAULT);
  }

  /** The same with other time-outs. */
  public AwsClients(String region, Timeouts timeouts) {
    this(region, timeouts, null, null);
  }

  /** Clients of a {@link Rehearsal}, with credentials that open nothing. */
  public static AwsClients rehearsing(URI endpoint, String region) {
    return new AwsClients(
        region,
        Timeouts.DEFAULT,
        endpoint,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")));
  }

  /** Without an endpoint or credentials, the clients find AWS's own. */
  private AwsClients(
      String region, Timeouts timeouts, URI endpoint, AwsCredentialsProvider credentials) {
    this.region = Region.of(region);
    this.timeouts = timeouts;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http =
        ApacheHttpClient.builder()
            .connectionTimeout(timeouts.connect())
            .socketTimeout(timeouts.read())
            .expectContinueEnabled(false)
            .build();
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "aws-timeouts");
              thread.setDaemon(true);
              return thread;
            });
    // Else the time-out of each call that was answered would hold its request until it is due.
    timer.setRemoveOnCancelPolicy(true);
    // A timer that always has something due sooner than any time-out is not woken by each call to
    // look at its queue, which costs 20 microseconds a call.
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(() -> {}, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    return timer;
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

  /** Closes the connections of all clients that it made. */
  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
      B builder, ExecutionInterceptor... interceptors) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .region(region)
        .httpClient(http)
        .overrideConfiguration(
            override ->
                override
                    .executionInterceptors(List.of(interceptors))
                    .scheduledExecutorService(TIMER)
                    .apiCallAttemptTimeout(timeouts.attempt())
                    .apiCallTimeout(timeouts.call())
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
