package payments.store;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A store that is down, slow or refuses. What was asked for may have happened all the same. The
 * message is for the log, not for a caller.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the store, the call and AWS's error code; AWS's own message has ARNs and stays out. */
  public StoreUnavailableException(String call, SdkException cause) {
    super(call + ": " + reason(cause), cause);
  }

  private static String reason(SdkException cause) {
    if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorCode() + " (" + service.statusCode() + ")";
    }
    return cause.getClass().getSimpleName();
  }
}
