package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.store.AwsClients;
import payments.store.DynamoSessionStore;
import payments.store.PaymentSettings;
import payments.store.S3TransactionLog;
import payments.store.Timeouts;
import payments.testing.AwsEndpoint;
import payments.testing.Calls;
import payments.testing.Calls.Answer;
import payments.testing.FakeAws;
import payments.testing.FakeAws.Call;
import payments.testing.FakeAws.Fault;
import payments.testing.Payer;
import payments.testing.Payer.Color;
import payments.testing.Payer.Entry;
import payments.testing.Settings;
import payments.testing.TestClock;

/**
 * The same with the real AWS clients, which try twice by themselves: a request that was done before
 * its answer got lost is sent again, and meets what it has done itself.
 */
class TakenOnceOverTheWireTest {
  private static final List<Entry> ENTRIES = List.of(Entry.values());
  private static final List<Color> COLORS = List.of(Color.values());
  private static final Timeouts SHORT =
      new Timeouts(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(120),
          Duration.ofMillis(300));

  /** A busy machine may exceed the short time-outs where no fault strikes. */
  private static final int TRIES = 6;

  private static final int MORE_THAN_IT_TRIES = 100;

  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);
  private final Payer payer = new Payer(calls, clock, TRIES);
  private FakeAws aws;
  private AwsEndpoint endpoint;

  @BeforeEach
  void setUp() throws IOException {
    aws = new FakeAws();
    endpoint = AwsEndpoint.at(aws.port());
    payer.sendTo(Color.BLUE, handler(Settings.BLUE, SHORT, clock));
    payer.sendTo(Color.GREEN, handler(Settings.GREEN, SHORT, clock));
  }

  @AfterEach
  void tearDown() {
    endpoint.close();
    aws.close();
  }

  private PaymentHandler handler(PaymentSettings settings, Timeouts timeouts, Clock time) {
    AwsClients clients = new AwsClients(settings.region(), timeouts);
    return new PaymentHandler(
        settings,
        new DynamoSessionStore(clients.dynamo(), settings.sessionTable()),
        new S3TransactionLog(clients.s3(), settings.bucket()),
        null,
        calls.log(),
        time);
  }

  static Stream<Arguments> payment_shouldBeTakenOnce() {
    List<Arguments> all = new ArrayList<>();
    for (Call call : Call.values()) {
      for (Fault fault : Fault.values()) {
        for (int times : new int[] {1, MORE_THAN_IT_TRIES}) {
          // Every way in and color of the retry leads to the same calls: each gets its share.
          int n = all.size();
          Entry entry = ENTRIES.get(n / 4 % 2);
          Color color = COLORS.get((n + n / 2) % 2);
          all.add(Arguments.of(call, fault, times, entry, color));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource
  void payment_shouldBeTakenOnce(Call call, Fault fault, int times, Entry entry, Color retry) {
    if (call == Call.TAKE_OVER) {
      leaveClaimed(entry);
    }
    if (call == Call.RELEASE) {
      // Something has to fail before a payment is given back.
      aws.strike(Call.COMPLETE, Fault.ERROR, MORE_THAN_IT_TRIES);
    }
    aws.strike(call, fault, times);
    payer.pay(entry, Color.BLUE);
    aws.heal();

    payer.payUntilTaken(entry, retry);
    aws.awaitLate();

    assertThat(aws.requests()).contains(call);
    for (Color color : Color.values()) {
      payer.payUntilTaken(Entry.HTTP, color);
      payer.payUntilTaken(Entry.DIRECT, color);
    }
    assertThat(payer.answers()).hasSize(1);
    assertThat(aws.completions()).isEqualTo(1);
    assertThat(aws.table()).containsOnlyKeys("t-1");
    assertThat(aws.table().get("t-1")).containsEntry("status", Map.of("S", "completed"));
    // At most one in each color's bucket, and both the same.
    assertThat(aws.objects().keySet()).allMatch(key -> key.endsWith("/transactions/t-1.json"));
    assertThat(new HashSet<>(aws.objects().values())).hasSize(1);
    assertThat(calls.logged()).doesNotContain("\"status\":500");
  }

  static Stream<Arguments> payment_shouldBeTakenAtOnce_whenOneAnswerGetsLost() {
    List<Arguments> all = new ArrayList<>();
    for (Call call : List.of(Call.CLAIM, Call.LOG, Call.COMPLETE, Call.TAKE_OVER)) {
      for (Fault fault : List.of(Fault.ERROR_AFTER, Fault.DROPPED_AFTER, Fault.THROTTLED)) {
        all.add(Arguments.of(call, fault));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource
  void payment_shouldBeTakenAtOnce_whenOneAnswerGetsLost(Call call, Fault fault) {
    payer.sendTo(Color.GREEN, handler(Settings.GREEN, Timeouts.DEFAULT, clock));
    if (call == Call.TAKE_OVER) {
      leaveClaimed(Entry.HTTP);
    }
    aws.strike(call, fault, 1);

    assertThat(payer.pay(Entry.HTTP, Color.GREEN)).isEqualTo(200);

    assertThat(aws.requests().stream().filter(call::equals)).hasSizeGreaterThan(1);
    assertThat(aws.completions()).isEqualTo(1);
  }

  /** With the limits of production, and a clock that goes: a call's 5 s, and 1 s to give back. */
  @Test
  void payment_shouldBeAnsweredInTime_whenTableTrickles() {
    payer.sendTo(Color.BLUE, handler(Settings.BLUE, Timeouts.DEFAULT, Clock.systemUTC()));
    aws.strike(Call.CLAIM, Fault.TRICKLES_AFTER, MORE_THAN_IT_TRIES);
    aws.strike(Call.RELEASE, Fault.TRICKLES_AFTER, MORE_THAN_IT_TRIES);
    long start = System.nanoTime();

    Answer answer = Calls.call(payer.handler(Color.BLUE), Calls.post(Payer.BODY));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    assertThat(answer.status()).isEqualTo(503);
    // It could not be given back for all that is known here: the lease has to run out.
    assertThat(answer.headers().get("Retry-After").toString()).matches("[1-9]|1[0-4]");
  }

  private void leaveClaimed(Entry entry) {
    aws.strike(Call.LOG, Fault.ERROR, MORE_THAN_IT_TRIES);
    payer.pay(entry, Color.BLUE);
    aws.heal();
    clock.advance(Duration.ofSeconds(60));
  }
}
