package payments.store;

import java.time.Duration;
import payments.entity.Session;
import payments.json.JsonObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The log in S3, as {@code transactions/<transaction id>.json}, the id written by {@link
 * ObjectKey}. Encryption is the bucket's own: naming an algorithm without a key here would replace
 * the customer's key by AWS's (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html">SSE-KMS</a>).
 */
public final class S3TransactionLog implements TransactionLog {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;

  /** Writes to that bucket. */
  public S3TransactionLog(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void write(Session session, Duration within) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key("transactions/" + ObjectKey.name(session.transactionId()) + ".json")
            .contentType("application/json")
            .ifNoneMatch("*")
            .overrideConfiguration(Limit.of(within))
            .build();
    try {
      s3.putObject(request, RequestBody.fromString(content(session)));
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw new StoreUnavailableException("transaction log, write", e);
      }
    } catch (SdkException e) {
      throw new StoreUnavailableException("transaction log, write", e);
    }
  }

  /**
   * Everything here is the first claim's, so that any call that finishes it writes the same: the
   * status too, which is {@code completed} before the session's is ({@link TransactionLog}).
   */
  private static String content(Session session) {
    return new JsonObject()
        .with("transactionId", session.transactionId())
        .with("timestamp", session.createdAt().toString())
        .with("amount", session.amount())
        .with("currency", session.currency())
        .with("status", Session.Status.COMPLETED.text())
        .with("userId", session.userId())
        .with("environment", session.origin().environment())
        .with("color", session.origin().color())
        .with("region", session.origin().region())
        .toString();
  }
}
