package payments.shift.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * AWS SDK clients, one per service and Region, all over one HTTP client.
 *
 * <p>Credentials are found as <a
 * href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">by
 * every tool of AWS</a>, and {@code AWS_ENDPOINT_URL} is honored. A call is tried up to three times
 * and ends within 20 seconds, answered or not; one of DynamoDB, which has the lease, within five: a
 * lease lasts 30, and a slow call must leave time for others.
 */
public final class AwsClients implements AutoCloseable {
  /** Route 53's metrics are in this Region only. */
  static final String ROUTE53_METRICS_REGION = "us-east-1";

  private static final Limits USUAL = new Limits(Duration.ofSeconds(6), Duration.ofSeconds(20));
  private static final Limits LEASE = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final AwsCredentialsProvider credentials;
  private final Optional<URI> endpoint;

  /**
   * Apache's: the JDK's ends with a NullPointerException where a kept connection is closed at the
   * wrong moment, and so the tool.
   */
  private final SdkHttpClient http =
      ApacheHttpClient.builder()
          .connectionTimeout(Duration.ofSeconds(3))
          .socketTimeout(USUAL.attempt())
          .build();

  private final Map<String, AutoCloseable> clients = new ConcurrentHashMap<>();

  /**
   * How long is waited.
   *
   * @param attempt for an answer
   * @param call for one at last, all attempts together
   */
  private record Limits(Duration attempt, Duration call) {}

  /** Clients with the credentials that the environment has. */
  public AwsClients() {
    this(DefaultCredentialsProvider.builder().build(), Optional.empty());
  }

  /**
   * Clients of one endpoint.
   *
   * @param endpoint whom to call, whatever the Region; empty for AWS
   */
  AwsClients(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /** CloudWatch in a Region. */
  public CloudWatchClient cloudWatch(String region) {
    return client(CloudWatchClient.class, CloudWatchClient::builder, Region.of(region), USUAL);
  }

  /** DynamoDB in a Region. */
  public DynamoDbClient dynamoDb(String region) {
    return client(DynamoDbClient.class, DynamoDbClient::builder, Region.of(region), LEASE);
  }

  /** SNS in a Region. */
  public SnsClient sns(String region) {
    return client(SnsClient.class, SnsClient::builder, Region.of(region), USUAL);
  }

  /** Route 53, which is in no Region. */
  public Route53Client route53() {
    return client(Route53Client.class, Route53Client::builder, Region.AWS_GLOBAL, USUAL);
  }

  @Override
  public void close() {
    http.close();
  }

  private <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>
      C client(Class<C> type, Supplier<B> builder, Region region, Limits limits) {
    return type.cast(
        clients.computeIfAbsent(
            type.getName() + region,
            key -> {
              B made =
                  builder
                      .get()
                      .region(region)
                      .credentialsProvider(credentials)
                      .httpClient(http)
                      .overrideConfiguration(
                          ClientOverrideConfiguration.builder()
                              .retryStrategy(RetryMode.STANDARD)
                              .apiCallAttemptTimeout(limits.attempt())
                              .apiCallTimeout(limits.call())
                              .build());
              endpoint.ifPresent(made::endpointOverride);
              return made.build();
            }));
  }
}
