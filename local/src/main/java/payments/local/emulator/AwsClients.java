package payments.local.emulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** AWS SDK clients for the emulator, one per service and Region, all over one HTTP client. */
public final class AwsClients implements AutoCloseable {
  /** The two Regions of the colors, {@code shared}'s default first. */
  public static final List<String> REGIONS = List.of("us-east-1", "us-west-2");

  /** The emulator's root user: fixed names of the emulator, no secrets. */
  public static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  private final URI endpoint;
  private final SdkHttpClient http =
      ApacheHttpClient.builder()
          .connectionTimeout(Duration.ofSeconds(5))
          .socketTimeout(Duration.ofSeconds(60))
          .build();
  private final Map<String, AutoCloseable> clients = new ConcurrentHashMap<>();

  /**
   * @param endpoint the emulator's address
   */
  public AwsClients(String endpoint) {
    this.endpoint = URI.create(endpoint);
  }

  /**
   * The client of one service in one Region.
   *
   * @param type the client's class
   * @param builder its own {@code builder()} method
   * @param region the Region's name
   */
  public <C extends AutoCloseable, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>
      C get(Class<C> type, Supplier<B> builder, String region) {
    return type.cast(
        clients.computeIfAbsent(
            type.getName() + region,
            key ->
                builder
                    .get()
                    .endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(
                        StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(
                                CREDENTIALS.get("AWS_ACCESS_KEY_ID"),
                                CREDENTIALS.get("AWS_SECRET_ACCESS_KEY"))))
                    .httpClient(http)
                    .build()));
  }

  @Override
  public void close() {
    http.close();
  }
}
