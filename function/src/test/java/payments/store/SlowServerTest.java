package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Session;
import payments.testing.AwsEndpoint;
import payments.testing.Payments;
import payments.testing.SlowServer;
import payments.testing.SlowServer.Manner;

/** A call ends in time, whatever the other side does with the connection. */
class SlowServerTest {
  private static final Duration CONNECT = Duration.ofMillis(200);
  private static final Duration CALL = Duration.ofMillis(500);
  private static final Timeouts SHORT =
      new Timeouts(CONNECT, Duration.ofMillis(250), Duration.ofMillis(300), CALL);

  /** What a busy machine may add. Without the limits, each of these takes a minute or for ever. */
  private static final Duration SLACK = Duration.ofMillis(2500);

  private static final Session SESSION =
      Session.claim(
          Payments.payment("t-1", "10", "user-1"),
          new Origin("dev", "blue", "us-east-1"),
          Instant.ofEpochSecond(1000),
          new Lease("owner-1", Instant.ofEpochSecond(1060)));

  private static final Duration LONG = Duration.ofSeconds(24);

  private SlowServer server;
  private AwsEndpoint endpoint;

  /** What a first call loads is not what is timed here. */
  @BeforeAll
  static void warmUp() throws IOException {
    SlowServerTest test = new SlowServerTest();
    AwsClients aws = test.aws(SHORT, Manner.NEVER_ANSWERS);
    timeOf(() -> new DynamoSessionStore(aws.dynamo(), "sessions").claim(SESSION, LONG));
    timeOf(() -> new S3TransactionLog(aws.s3(), "logs").write(SESSION, LONG));
    test.tearDown();
  }

  private AwsClients aws(Timeouts timeouts, Manner manner) throws IOException {
    server = new SlowServer(manner);
    endpoint = AwsEndpoint.at(server.port());
    return new AwsClients("us-east-1", timeouts);
  }

  private SessionStore sessions(Timeouts timeouts, Manner manner) throws IOException {
    return new DynamoSessionStore(aws(timeouts, manner).dynamo(), "sessions");
  }

  @AfterEach
  void tearDown() throws IOException {
    endpoint.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void table_shouldGiveUpInTime(Manner manner) throws IOException {
    SessionStore sessions = sessions(SHORT, manner);

    assertThat(timeOf(() -> sessions.claim(SESSION, LONG))).isLessThan(CALL.plus(SLACK));
    // The first call's time-out must not strike the next.
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(timeOf(() -> sessions.release(SESSION, LONG))).isLessThan(CALL.plus(SLACK));
  }

  /** The body of S3's answer has nothing to say, so it is not waited for. */
  @ParameterizedTest
  @EnumSource(names = {"NEVER_ACCEPTS", "NEVER_ANSWERS", "TRICKLES_HEAD"})
  void log_shouldGiveUpInTime(Manner manner) throws IOException {
    TransactionLog log = new S3TransactionLog(aws(SHORT, manner).s3(), "logs");

    assertThat(timeOf(() -> log.write(SESSION, LONG))).isLessThan(CALL.plus(SLACK));
  }

  @ParameterizedTest
  @EnumSource
  void ping_shouldEndInASecond_thoughItsClientWaitsLonger(Manner manner) throws IOException {
    SessionStore sessions = sessions(Timeouts.DEFAULT, manner);

    Duration second = Duration.ofSeconds(1);
    assertThat(timeOf(() -> sessions.ping(second))).isLessThan(second.plus(SLACK));
  }

  @Test
  void find_shouldEndInFiveSeconds_whenTableTrickles() throws IOException {
    SessionStore sessions = sessions(Timeouts.DEFAULT, Manner.TRICKLES_BODY);

    assertThat(timeOf(() -> sessions.find("t-1"))).isLessThan(Duration.ofSeconds(5).plus(SLACK));
  }

  private static Duration timeOf(ThrowingCallable call) {
    long start = System.nanoTime();
    assertThatThrownBy(call).isInstanceOf(StoreUnavailableException.class);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
