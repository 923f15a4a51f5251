package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import payments.shift.cutover.Lease;
import payments.shift.cutover.Lease.Held;
import payments.shift.cutover.Lease.Kept;
import payments.shift.cutover.Lease.Lost;
import payments.shift.cutover.Lease.Taken;
import payments.shift.cutover.ShiftException;
import payments.shift.testing.TestClock;

class DynamoLeaseTest {
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
  private static final Held ANN = new Held("ann", "plan", TEN, TEN.plusSeconds(30), false);

  private static final Taken TAKEN = new Taken(TEN.plusSeconds(30), Optional.empty());

  private final FakeTable table = new FakeTable();
  private final FakeAws aws = new FakeAws(table::answer);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void take_shouldWriteEverythingThatOthersRead() {
    assertThat(lease("ann", 0).take("plan")).isEqualTo(TAKEN);

    assertThat(table.item().keySet())
        .containsExactlyInAnyOrder(
            "name",
            "holder",
            "token",
            "plan",
            "since",
            "renewed",
            "expires",
            "rollbackAsked",
            "first",
            "began");
    assertThat(lease("ben", 29).holder()).contains(ANN);
    assertThat(lease("ben", 30).holder()).isEmpty();
    assertThat(aws.calls().get(0).region()).isEqualTo("us-east-1");
    assertThat(aws.calls().get(0).body()).contains("payments-shared-shift-lease");
  }

  @Test
  void take_shouldTellWhoHasIt_untilItRunsOut() {
    lease("ann", 0).take("plan");

    assertThat(lease("ben", 29).take("other")).isEqualTo(ANN);
    assertThat(lease("ben", 29).deadSince()).isEmpty();
    assertThat(lease("ben", 30).deadSince()).contains(TEN);
    assertThat(lease("ben", 30).take("other")).isEqualTo(afterAnn(60));
  }

  @Test
  void take_shouldSucceedAgain_whenTheFirstTryWasNotHeardOf() {
    var ann = lease("ann", 0);
    ann.take("plan");

    assertThat(ann.take("plan")).as("no other died").isEqualTo(TAKEN);
  }

  @Test
  void take_shouldTellOfTheDeadTool_alsoWhenTheFirstTryWasNotHeardOf() {
    lease("ann", 0).take("plan");
    var ben = lease("ben", 40);
    ben.take("plan");

    assertThat(ben.take("plan")).isEqualTo(afterAnn(70));
  }

  @Test
  void take_shouldTellOfTheFirst_whenSeveralDiedOneAfterTheOther() {
    lease("ann", 0).take("plan");
    lease("ben", 40).take("plan");
    var cid = lease("cid", 80);

    assertThat(cid.take("plan")).isEqualTo(afterAnn(110));
    cid.release();
    assertThat(lease("dan", 90).take("plan"))
        .isEqualTo(new Taken(TEN.plusSeconds(120), Optional.empty()));
  }

  private static Taken afterAnn(long until) {
    return new Taken(TEN.plusSeconds(until), Optional.of(TEN));
  }

  @Test
  void take_shouldNotBeFooled_byAHolderOfTheSameName() {
    lease("ann", 0).take("plan");

    assertThat(lease("ann", 1).take("plan")).isEqualTo(ANN);
  }

  @Test
  @Timeout(5)
  void take_shouldAskAgainWithinSeconds_whenACallHangs() throws Exception {
    var answered = new CountDownLatch(1);
    var asked = new AtomicInteger();
    try (var slow =
        new FakeAws(
            call -> {
              if (asked.incrementAndGet() == 1) {
                await(answered);
              }
              return table.answer(call);
            })) {
      var lease = new DynamoLease(slow.clients(), Colors.SHARED, "ann", Clock.systemUTC());

      assertThat(lease.take("plan")).isInstanceOf(Taken.class);
      assertThat(asked).hasValue(2);
    } finally {
      answered.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void take_shouldSucceedForOne_whenManyTryAtOnce() throws Exception {
    int tools = 8;
    var pool = Executors.newFixedThreadPool(tools);
    var start = new CountDownLatch(1);
    try {
      List<Future<Lease.Attempt>> attempts = new ArrayList<>();
      for (int i = 0; i < tools; i++) {
        var lease = lease("tool " + i, 0);
        attempts.add(
            pool.submit(
                () -> {
                  start.await();
                  return lease.take("plan");
                }));
      }
      start.countDown();
      int taken = 0;
      for (var attempt : attempts) {
        taken += attempt.get() instanceof Taken ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void renew_shouldKeepIt_andTellOfAWishToGoBack() {
    var clock = new TestClock(TEN);
    var ann = lease("ann", clock);
    ann.take("plan");
    clock.pass(Duration.ofSeconds(10));

    assertThat(ann.renew()).isEqualTo(new Kept(TEN.plusSeconds(40), false));
    assertThat(lease("ben", 11).askForRollback())
        .contains(new Held("ann", "plan", TEN, TEN.plusSeconds(40), true));
    assertThat(ann.renew()).isEqualTo(new Kept(TEN.plusSeconds(40), true));
  }

  @Test
  void renew_shouldTellThatItIsLost_whenAnotherTookIt() {
    var clock = new TestClock(TEN);
    var ann = lease("ann", clock);
    ann.take("plan");
    lease("ben", 31).take("other");
    clock.pass(Duration.ofSeconds(32));

    assertThat(ann.renew())
        .isEqualTo(
            new Lost(
                Optional.of(
                    new Held("ben", "other", TEN.plusSeconds(31), TEN.plusSeconds(61), false))));
    clock.pass(Duration.ofSeconds(29));
    assertThat(ann.renew()).isEqualTo(new Lost(Optional.empty()));
  }

  @Test
  void renew_shouldKeepIt_whenItRanOutAndNobodyTookIt() {
    var clock = new TestClock(TEN);
    var ann = lease("ann", clock);
    ann.take("plan");
    clock.pass(Duration.ofSeconds(300));

    assertThat(ann.renew()).isEqualTo(new Kept(TEN.plusSeconds(330), false));
  }

  @Test
  void release_shouldGiveBackOnlyItsOwn() {
    var ann = lease("ann", 0);
    ann.take("plan");
    lease("ben", 0).release();
    assertThat(table.item()).isNotEmpty();

    ann.release();
    assertThat(table.item()).isEmpty();
    assertThat(ann.renew()).isEqualTo(new Lost(Optional.empty()));
  }

  @Test
  void askForRollback_shouldFindNobody_whenNoToolLives() {
    assertThat(lease("ben", 0).askForRollback()).isEmpty();
    assertThat(table.item()).isEmpty();

    lease("ann", 0).take("plan");
    assertThat(lease("ben", 30).askForRollback()).isEmpty();
  }

  @Test
  void take_shouldForgetAWishToGoBack_thatADeadToolHad() {
    lease("ann", 0).take("plan");
    lease("ben", 1).askForRollback();
    var cid = lease("cid", 40);

    cid.take("plan");
    assertThat(cid.renew()).isEqualTo(new Kept(TEN.plusSeconds(70), false));
  }

  @Test
  void take_shouldNameTheActionToAllow_whenAccessIsDenied() {
    table.deny();

    assertThatThrownBy(() -> lease("ann", 0).take("plan"))
        .isInstanceOf(ShiftException.class)
        .hasMessage(
            "the lease in the table payments-shared-shift-lease may not be read or changed: allow dynamodb:UpdateItem to who runs this. AWS says: no");
  }

  private Lease lease(String holder, long seconds) {
    return lease(holder, Clock.fixed(TEN.plusSeconds(seconds), ZoneOffset.UTC));
  }

  private Lease lease(String holder, Clock clock) {
    return new DynamoLease(aws.clients(), Colors.SHARED, holder, clock);
  }
}
