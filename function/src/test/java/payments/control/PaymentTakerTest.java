package payments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static payments.control.PaymentTaker.BUDGET;
import static payments.testing.MemoryStores.Fault.APPLIED_BUT_NO_ANSWER;
import static payments.testing.MemoryStores.Fault.BROKEN;
import static payments.testing.MemoryStores.Fault.DOWN;
import static payments.testing.MemoryStores.Fault.KILLED_AFTER;
import static payments.testing.MemoryStores.Fault.KILLED_BEFORE;
import static payments.testing.MemoryStores.Fault.NONE;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import payments.control.Outcome.Completed;
import payments.control.Outcome.InProgress;
import payments.control.Outcome.Mismatch;
import payments.control.Outcome.Unavailable;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Payment;
import payments.entity.Session;
import payments.store.SessionStore;
import payments.testing.MemoryStores;
import payments.testing.Payments;
import payments.testing.TestClock;

class PaymentTakerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Origin BLUE = new Origin("dev-b", "blue", "us-east-1");
  private static final Origin GREEN = new Origin("dev-g", "green", "us-west-2");
  private static final Payment PAYMENT = payment("10.50", "user-1");
  private static final String ANSWER =
      "{\"message\":\"Payment processed in dev-b environment\",\"transactionId\":\"t-1\","
          + "\"amount\":10.50,\"currency\":\"USD\",\"status\":\"completed\"}";

  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final AtomicInteger owners = new AtomicInteger();
  private final PaymentTaker blue = taker(BLUE);
  private final PaymentTaker green = taker(GREEN);

  @Test
  void take_shouldClaimLogAndComplete_whenIdIsNew() {
    assertThat(take(blue)).isEqualTo(new Completed(ANSWER, false, false));

    assertThat(stores.calls).containsExactly("claim", "log", "complete");
    Session expected =
        new Session(
            "t-1",
            PAYMENT.fingerprint(),
            "user-1",
            new BigDecimal("10.50"),
            "USD",
            Instant.parse("2026-01-02T03:04:05Z"),
            BLUE,
            Session.Status.COMPLETED,
            new Lease("owner-1", TestClock.START.plus(BUDGET)),
            ANSWER);
    assertThat(stores.table).containsOnlyKeys("t-1").containsValue(expected);
  }

  @Test
  void take_shouldReplayByteForByte_whenSentAgainToTheOtherColor() {
    take(blue);
    stores.calls.clear();

    assertThat(take(green)).isEqualTo(new Completed(ANSWER, true, false));
    assertThat(stores.calls).containsExactly("claim");
  }

  @Test
  void take_shouldSayMismatch_whenPayloadDiffers() {
    take(blue);

    assertThat(take(green, payment("10.51", "user-1"))).isEqualTo(new Mismatch());
    assertThat(take(green, payment("10.50", "user-2"))).isEqualTo(new Mismatch());
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @Test
  void take_shouldSayMismatch_whenFirstIsStillRunning() {
    stores.faults(NONE, KILLED_BEFORE);
    kill(blue);

    assertThat(take(green, payment("10.51", "user-1"))).isEqualTo(new Mismatch());
  }

  @Test
  void take_shouldSayInProgressUntilLeaseRunsOut_whenFirstIsStillRunning() {
    stores.faults(NONE, KILLED_BEFORE);
    kill(blue);

    assertThat(take(green)).isEqualTo(new InProgress(15));
    clock.advance(Duration.ofMillis(13_001));
    assertThat(take(green)).isEqualTo(new InProgress(2));
    assertThat(stores.logged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void take_shouldFinishTheSamePayment_whenFirstWasKilledAndLeaseRanOut(int step) {
    List<MemoryStores.Fault> kill =
        List.of(
                List.of(KILLED_AFTER),
                List.of(NONE, KILLED_AFTER),
                List.of(NONE, NONE, KILLED_BEFORE))
            .get(step);
    stores.faults(kill);
    kill(blue);
    clock.advance(LIMIT);

    Outcome outcome = take(green);

    assertThat(outcome).isEqualTo(new Completed(ANSWER, false, true));
    assertThat(stores.completions).containsExactlyEntriesOf(java.util.Map.of("t-1", 1));
    assertThat(stores.table.get("t-1").origin()).isEqualTo(BLUE);
    assertThat(stores.logged.get("t-1")).allSatisfy(this::looksAsFirstClaimed);
    assertThat(take(blue)).isEqualTo(new Completed(ANSWER, true, false));
  }

  @Test
  void take_shouldReplay_whenFirstWasKilledAfterTheLastStep() {
    stores.faults(NONE, NONE, KILLED_AFTER);
    kill(blue);

    assertThat(take(green)).isEqualTo(new Completed(ANSWER, true, false));
  }

  @Test
  void take_shouldNotComplete_whenLeaseWasTakenOverMeanwhile() {
    stores.faults(NONE, KILLED_AFTER);
    kill(blue);
    clock.advance(LIMIT);
    stores.faults(NONE, NONE, NONE, NONE);
    // Green has taken over and is about to log when its own lease runs out and blue takes over;
    // green's clock has not seen it.
    Outcome[] second = new Outcome[1];
    stores.calls.clear();
    PaymentTaker slow =
        new PaymentTaker(
            stores,
            (session, within) -> {
              clock.advance(LIMIT.plusSeconds(1));
              second[0] = take(blue);
              stores.write(session, within);
            },
            GREEN,
            Clock.fixed(clock.instant(), ZoneOffset.UTC),
            () -> "slow");

    Outcome first = take(slow);

    assertThat(second[0]).isEqualTo(new Completed(ANSWER, false, true));
    assertThat(first).isEqualTo(new Completed(ANSWER, true, false));
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @Test
  void take_shouldSayInProgress_whenLostLeaseIsNotFinishedYet() {
    PaymentTaker slow =
        new PaymentTaker(
            stores,
            (session, within) -> {
              clock.advance(LIMIT.plusSeconds(1));
              stores.faults(NONE, NONE, KILLED_AFTER);
              kill(blue);
            },
            GREEN,
            Clock.fixed(clock.instant(), ZoneOffset.UTC),
            () -> "slow");

    assertThat(take(slow)).isEqualTo(new InProgress(76));
    assertThat(stores.completions).isEmpty();
  }

  @Test
  void take_shouldTakeOverOnce_whenTwoTryAtTheSameTime() {
    stores.faults(KILLED_AFTER);
    kill(blue);
    clock.advance(LIMIT);
    Outcome[] other = new Outcome[1];
    // The second call of green is the take-over: blue's comes first.
    stores.interruptNextCall(() -> stores.interruptNextCall(() -> other[0] = take(blue)));

    assertThat(take(green)).isEqualTo(new Completed(ANSWER, true, false));
    assertThat(other[0]).isEqualTo(new Completed(ANSWER, false, true));
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void take_shouldBeTriableAtOnce_whenStoreIsDownAtAnyStep(int step) {
    stores.faults(List.of(List.of(DOWN), List.of(NONE, DOWN), List.of(NONE, NONE, DOWN)).get(step));

    assertThat(take(blue)).isInstanceOf(Unavailable.class).extracting("retryAfter").isEqualTo(1L);

    assertThat(take(green)).isInstanceOf(Completed.class);
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void take_shouldBeTriableAtOnce_whenAnswerOfAnyStepGetsLost(int step) {
    stores.faults(
        List.of(
                List.of(APPLIED_BUT_NO_ANSWER),
                List.of(NONE, APPLIED_BUT_NO_ANSWER),
                List.of(NONE, NONE, APPLIED_BUT_NO_ANSWER))
            .get(step));

    assertThat(take(blue)).isInstanceOf(Unavailable.class);

    assertThat(take(green)).isInstanceOf(Completed.class).extracting("answer").isEqualTo(ANSWER);
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @Test
  void take_shouldSayWhenLeaseRunsOut_whenItCanNotBeReleased() {
    stores.faults(NONE, DOWN, DOWN);

    assertThat(take(blue)).isInstanceOf(Unavailable.class).extracting("retryAfter").isEqualTo(15L);
    assertThat(stores.calls).containsExactly("claim", "log", "release");
    assertThat(take(blue)).isEqualTo(new InProgress(15));
  }

  @Test
  void take_shouldGiveEachStepWhatIsLeftOfTheBudget() {
    stores.onEachCall(() -> clock.advance(Duration.ofSeconds(3)));

    assertThat(take(blue)).isInstanceOf(Completed.class);
    assertThat(stores.limits)
        .containsExactly(Duration.ofSeconds(14), Duration.ofSeconds(11), Duration.ofSeconds(8));
  }

  @Test
  void take_shouldReleaseAndSaySendAgain_whenBudgetIsSpent() {
    stores.onEachCall(() -> clock.advance(Duration.ofSeconds(7)));

    assertThat(take(blue))
        .isInstanceOfSatisfying(
            Unavailable.class,
            outcome -> {
              assertThat(outcome.retryAfter()).isEqualTo(1);
              assertThat(outcome.cause()).isInstanceOf(OutOfTimeException.class);
            });

    assertThat(stores.calls).containsExactly("claim", "log", "release");
    assertThat(stores.limits.get(2)).isEqualTo(Duration.ofSeconds(1));
    stores.onEachCall(() -> {});
    assertThat(take(green)).isEqualTo(new Completed(ANSWER, false, true));
  }

  @Test
  void take_shouldKeepASecondOfTheFunctionsTimeForTheAnswer_whenThatIsShort() {
    assertThat(blue.take(PAYMENT, clock.instant().plusSeconds(10))).isInstanceOf(Completed.class);

    assertThat(stores.limits).containsOnly(Duration.ofSeconds(8));
  }

  @Test
  void take_shouldHoldTheLeaseNoLongerThanTheFunctionLives_whenThatIsShort() {
    assertThat(blue.take(PAYMENT, clock.instant().plusSeconds(10))).isInstanceOf(Completed.class);

    assertThat(stores.table.get("t-1").lease().until()).isEqualTo(TestClock.START.plusSeconds(10));
  }

  @Test
  void take_shouldNotAskTheStores_whenTimeIsOverAlready() {
    assertThat(blue.take(PAYMENT, clock.instant().plusSeconds(2))).isInstanceOf(Unavailable.class);

    assertThat(stores.table).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void take_shouldBeTriableAtOnce_whenSomethingUnexpectedHappens(int step) {
    stores.faults(
        List.of(List.of(BROKEN), List.of(NONE, BROKEN), List.of(NONE, NONE, BROKEN)).get(step));

    assertThat(take(blue)).isInstanceOf(Unavailable.class).extracting("retryAfter").isEqualTo(1L);

    assertThat(take(green)).isInstanceOf(Completed.class);
    assertThat(stores.completions).containsEntry("t-1", 1);
  }

  @Test
  void take_shouldSayWhenLeaseRunsOut_whenReleaseFailsUnexpectedly() {
    stores.faults(NONE, DOWN, BROKEN);

    assertThat(take(blue)).isInstanceOf(Unavailable.class).extracting("retryAfter").isEqualTo(15L);
  }

  @Test
  void take_shouldGoOn_whenAnAttemptOfTheSameCallWasApplied() {
    // The SDK tried twice: the first attempt was applied, so the second met its own session.
    PaymentTaker taker = new PaymentTaker(stores, stores, BLUE, clock, () -> "same");
    stores.faults(KILLED_AFTER);
    assertThatThrownBy(() -> take(taker)).isInstanceOf(MemoryStores.Killed.class);

    assertThat(take(taker)).isEqualTo(new Completed(ANSWER, false, false));
  }

  @Test
  void take_shouldSayTryAgain_whenTheSessionChangesHandsEndlessly() {
    assertThat(takeOver(expired("a"), expired("b"), expired("c"), expired("d")))
        .isEqualTo(new InProgress(1));
  }

  @Test
  void take_shouldGoOn_whenItsLastTakeOverWasAppliedAndTheAnswerGotLost() {
    assertThat(takeOver(expired("a"), expired("b"), expired("c"), expired("mine")))
        .isEqualTo(new Completed(ANSWER, false, true));
  }

  /** What becomes of a call of "mine" that finds those sessions, one after the other. */
  private Outcome takeOver(Session claimed, Session... others) {
    SessionStore sessions = Mockito.mock(SessionStore.class);
    when(sessions.claim(any(), any())).thenReturn(Optional.of(claimed));
    when(sessions.takeOver(any(), any(), any()))
        .thenReturn(Optional.of(others[0]))
        .thenReturn(Optional.of(others[1]))
        .thenReturn(Optional.of(others[2]));
    when(sessions.complete(any(), any(), any(), any())).thenReturn(Optional.empty());
    return take(new PaymentTaker(sessions, stores, GREEN, clock, () -> "mine"));
  }

  private static Session expired(String owner) {
    return Session.claim(PAYMENT, BLUE, TestClock.START, new Lease(owner, TestClock.START));
  }

  @Test
  void take_shouldSayMismatch_whenIdBelongsToSomethingElse() {
    Session foreign =
        new Session(
            "t-1",
            null,
            "x",
            null,
            null,
            Instant.EPOCH,
            BLUE,
            Session.Status.PROCESSING,
            new Lease("null", Instant.EPOCH),
            null);
    stores.table.put("t-1", foreign);

    assertThat(take(blue)).isEqualTo(new Mismatch());
    assertThat(stores.table).containsEntry("t-1", foreign);
  }

  private void looksAsFirstClaimed(Session session) {
    assertThat(session.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(session.origin()).isEqualTo(BLUE);
    assertThat(session.amount()).isEqualTo(new BigDecimal("10.50"));
  }

  private Outcome take(PaymentTaker taker) {
    return take(taker, PAYMENT);
  }

  private Outcome take(PaymentTaker taker, Payment payment) {
    return taker.take(payment, clock.instant().plus(LIMIT));
  }

  private void kill(PaymentTaker taker) {
    assertThatThrownBy(() -> take(taker)).isInstanceOf(MemoryStores.Killed.class);
    stores.faults();
  }

  private PaymentTaker taker(Origin here) {
    return new PaymentTaker(stores, stores, here, clock, () -> "owner-" + owners.incrementAndGet());
  }

  private static Payment payment(String amount, String user) {
    return Payments.payment("t-1", amount, user);
  }
}
