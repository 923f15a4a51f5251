package payments.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** A shorter time for one call than its client allows. */
final class Limit {
  private Limit() {}

  /** What to override in a request; null, which costs nothing, if the client's limit is enough. */
  static AwsRequestOverrideConfiguration of(Duration within) {
    return within.compareTo(Timeouts.DEFAULT.call()) >= 0
        ? null
        : AwsRequestOverrideConfiguration.builder().apiCallTimeout(within).build();
  }
}
