package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Session;
import payments.testing.Payments;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(MockitoExtension.class)
class S3TransactionLogTest {
  private static final Duration LONG = Duration.ofSeconds(24);

  @Mock private S3Client s3;

  @Test
  void write_shouldPutOnceUnderTheBucketsOwnEncryption() throws IOException {
    new S3TransactionLog(s3, "logs").write(session("a/b", "lease-1"), LONG);

    ArgumentCaptor<RequestBody> body = ArgumentCaptor.forClass(RequestBody.class);
    // The whole request: neither an algorithm nor a key is named, so the bucket's own holds.
    verify(s3)
        .putObject(
            eq(
                PutObjectRequest.builder()
                    .bucket("logs")
                    .key("transactions/a!2Fb.json")
                    .contentType("application/json")
                    .ifNoneMatch("*")
                    .build()),
            body.capture());
    assertThat(text(body.getValue()))
        .isEqualTo(
            "{\"transactionId\":\"a/b\",\"timestamp\":\"1970-01-01T00:16:40Z\",\"amount\":10.00,"
                + "\"currency\":\"USD\",\"status\":\"completed\",\"userId\":\"user-1\","
                + "\"environment\":\"dev\",\"color\":\"blue\",\"region\":\"us-east-1\"}");
  }

  @Test
  void write_shouldHaveSameContent_whenAnotherLeaseWritesIt() throws IOException {
    ArgumentCaptor<RequestBody> bodies = ArgumentCaptor.forClass(RequestBody.class);
    S3TransactionLog log = new S3TransactionLog(s3, "logs");
    log.write(session("t", "lease-1"), LONG);
    log.write(session("t", "lease-2"), LONG);

    verify(s3, org.mockito.Mockito.times(2))
        .putObject(any(PutObjectRequest.class), bodies.capture());
    assertThat(text(bodies.getAllValues().get(0))).isEqualTo(text(bodies.getAllValues().get(1)));
  }

  @Test
  void write_shouldDoNothing_whenItIsThereAlready() {
    when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
        .thenThrow(S3Exception.builder().statusCode(412).build());

    new S3TransactionLog(s3, "logs").write(session("t", "lease-1"), LONG);
  }

  @Test
  void write_shouldSayUnavailable_whenS3Fails() {
    when(s3.putObject(any(PutObjectRequest.class), any(RequestBody.class)))
        .thenThrow(S3Exception.builder().statusCode(503).build())
        .thenThrow(SdkClientException.create("timed out"));
    S3TransactionLog log = new S3TransactionLog(s3, "logs");

    assertThatThrownBy(() -> log.write(session("t", "l"), LONG))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> log.write(session("t", "l"), LONG))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private static String text(RequestBody body) throws IOException {
    return new String(
        body.contentStreamProvider().newStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Session session(String id, String owner) {
    return Session.claim(
        Payments.payment(id, "10", "user-1"),
        new Origin("dev", "blue", "us-east-1"),
        Instant.ofEpochSecond(1000),
        new Lease(owner, Instant.ofEpochSecond(1060)));
  }
}
