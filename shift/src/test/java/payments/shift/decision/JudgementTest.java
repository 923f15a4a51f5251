package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.Example;
import payments.shift.decision.Judgement.Doubt;

/** What figures are taken to mean, at equal weights and with the defaults of a plan. */
class JudgementTest {
  private static final Weights HALF = new Weights(50, 50);
  private static final Figures FINE = figures(10_000, 0, 0, 200.0, 1_000.0);

  @Example
  void step_shouldPass_whenBothColorsAreFine() {
    var judgement = judge(reading(FINE), reading(FINE));

    assertThat(judgement.faultsOfTo(HALF)).isEmpty();
    assertThat(judgement.faultsOfFrom()).isEmpty();
    assertThat(judgement.doubt(HALF)).isEmpty();
  }

  @Example
  void newColor_shouldBeBad_whenItIsWorseThanTheOldOneWithinItsOwnLimits() {
    var errors = judge(reading(FINE), reading(figures(10_000, 0, 90, 200.0, 1_000.0)));
    assertThat(errors.faultsOfTo(HALF))
        .containsExactly("green's 5xx rate is 0.90%, over what blue allows of 0.50%");

    var slow = judge(reading(FINE), reading(slow(10_000, 450.0, Map.of(400, 150L))));
    assertThat(slow.faultsOfTo(HALF))
        .containsExactly("green's p99 latency is 450 ms, over what blue allows of 400 ms");

    var behind = judge(reading(FINE), reading(figures(10_000, 0, 0, 200.0, 32_001.0)));
    assertThat(behind.faultsOfTo(HALF))
        .containsExactly("green's ledger lag is 32001 ms, over what blue allows of 32000 ms");
  }

  @Example
  void newColor_shouldNotBeCompared_whereTheOldOneHasNoCustomersToCompareWith() {
    Reading slower = reading(slow(10_000, 450.0, Map.of(400, 150L)));

    assertThat(judge(reading(FINE), slower).faultsOfTo(new Weights(0, 100))).isEmpty();
    assertThat(judge(reading(figures(99, 0, 0, 200.0, 1_000.0)), slower).faultsOfTo(HALF))
        .isEmpty();
  }

  @Example
  void newColor_shouldBeBad_whenOnlyTheLastIntervalIs() {
    var late =
        new Reading(RecordHealth.HEALTHY, Set.of(), FINE, figures(50, 0, 25, 200.0, 1_000.0));

    assertThat(judge(reading(FINE), late).faultsOfTo(HALF))
        .contains("green's 5xx rate is 50.00%, over its limit of 1.00%");
  }

  @Example
  void newColor_shouldBeBad_whenFunctionsFailOrAreThrottled() {
    var failing =
        new Figures(10_000, 0, 0, 0, FINE.latencies(), 20_000, 500, 50, OptionalDouble.of(1_000));

    assertThat(judge(reading(failing), reading(failing)).faultsOfTo(HALF))
        .containsExactly(
            "green's function error rate is 2.50%, over its limit of 1.00%",
            "green's throttle rate is 0.25%, over its limit of 0.10%");
  }

  @Example
  void oldColor_shouldHold_onlyByWhatCustomersWouldMeetThere() {
    Reading failing = reading(figures(10_000, 0, 500, 200.0, 1_000.0));
    Reading late =
        new Reading(
            RecordHealth.HEALTHY, Set.of("rds-high-cpu"), FINE, figures(200, 0, 0, 200.0, 1e6));

    assertThat(judge(failing, failing).faultsThatHold())
        .containsExactly("blue's 5xx rate is 5.00%, over its limit of 1.00%");
    assertThat(judge(late, failing).faultsOfFrom()).hasSize(2);
    assertThat(judge(late, failing).faultsThatHold()).isEmpty();
  }

  @Example
  void oldColor_shouldNotHold_whereTheNewOneIsWorse() {
    Reading failing = reading(figures(10_000, 0, 500, 200.0, 1_000.0));
    Reading down = reading(figures(10_000, 0, 9_000, 200.0, 1_000.0));
    Reading slow = reading(figures(10_000, 0, 0, 9_000.0, 1_000.0));

    assertThat(judge(failing, down).faultsThatHold()).isEmpty();
    assertThat(judge(failing, slow).faultsThatHold()).as("worse in another way").hasSize(1);
  }

  @Example
  void slowness_shouldCondemnNobody_whereItMayBeChance() {
    // 10,000 requests, of which 100 are payments, and two of those met a cold start.
    var chance = judge(reading(FINE), reading(slow(100, 3_100.0, Map.of(2_000, 2L, 3_000, 2L))));
    assertThat(chance.faultsOfTo(HALF)).isEmpty();
    assertThat(doubt(chance)).isEqualTo(StopKind.UNSURE);

    var bad = judge(reading(FINE), reading(slow(100, 3_100.0, Map.of(2_000, 10L, 3_000, 8L))));
    assertThat(bad.faultsOfTo(HALF))
        .contains("green's p99 latency is 3100 ms, over its limit of 2000 ms");
  }

  @Example
  void slowness_shouldBeThatOfAllPayments_whereCloudWatchShowsTheTailOfAWindow() {
    var tail = judge(reading(FINE), reading(slow(10_000, 3_100.0, Map.of(300, 20L, 2_000, 20L))));

    assertThat(tail.faultsOfTo(HALF)).isEmpty();
    assertThat(tail.doubt(HALF)).isEmpty();
  }

  @Example
  void slowness_shouldNotBeCompared_whereTheOldColorHadFewPayments() {
    var judgement =
        judge(
            reading(slow(99, 100.0, Map.of())),
            reading(slow(10_000, 1_900.0, Map.of(1_000, 9_000L))));

    assertThat(judgement.faultsOfTo(HALF)).isEmpty();
  }

  @Example
  void newColor_shouldBeBad_whenItRefusesWhatTheOldOneTakes_andOnlyThen() {
    Reading refusing = reading(refusing(1_000));

    assertThat(judge(reading(refusing(200)), refusing).faultsOfTo(HALF))
        .containsExactly("green's 4xx rate is 10.00%, over what blue allows of 8.00%");
    assertThat(judge(reading(refusing(400)), refusing).faultsOfTo(HALF)).isEmpty();
    assertThat(judge(refusing, refusing).faultsOfFrom()).isEmpty();
    assertThat(judge(reading(FINE), refusing).faultsOfTo(new Weights(0, 100))).isEmpty();
  }

  @Example
  void functionErrors_shouldBeOfItsOwnCalls_whichHealthChecksAreAmong() {
    var checked =
        new Figures(100, 0, 0, 0, FINE.latencies(), 10_000, 50, 0, OptionalDouble.of(1_000));

    assertThat(judge(reading(FINE), reading(checked)).faultsOfFrom()).isEmpty();
    assertThat(Metric.FUNCTION_ERRORS.of(checked)).hasValue(0.005);
    assertThat(
            Metric.THROTTLES.of(
                new Figures(0, 0, 0, 0, Latencies.NONE, 6, 0, 4, OptionalDouble.empty())))
        .hasValue(0.4);
  }

  @Example
  void step_shouldNotPass_whenTheOldColorHadTooLittleToCompareWith() {
    var judgement = judge(reading(figures(99, 0, 0, 200.0, 1_000.0)), reading(FINE));

    assertThat(judgement.doubt(HALF))
        .contains(
            new Doubt(
                StopKind.TOO_LITTLE_DATA, "blue had 99 requests in the window and needs 100"));
  }

  @Example
  void step_shouldNotPass_whenAFigureIsMissing() {
    assertThat(doubt(judge(reading(FINE), reading(figures(10_000, 0, 0, null, 1_000.0)))))
        .isEqualTo(StopKind.UNSURE);
    assertThat(doubt(judge(reading(FINE), reading(figures(10_000, 0, 0, 200.0, null)))))
        .isEqualTo(StopKind.UNSURE);
  }

  @Example
  void step_shouldPass_whenNeitherLedgerHadAnythingToRead() {
    Reading silent = reading(figures(10_000, 0, 0, 200.0, null));

    assertThat(judge(silent, silent).doubt(HALF)).isEmpty();
  }

  @Example
  void share_shouldNotCountProbes() {
    var probed = judge(reading(FINE), reading(figures(10_000, 9_000, 0, 200.0, 1_000.0)));

    assertThat(probed.doubt(HALF))
        .contains(
            new Doubt(StopKind.SHARE_OFF, "green got 1000 of 11000 requests and should get 50%"));
  }

  private static StopKind doubt(Judgement judgement) {
    return judgement.doubt(HALF).orElseThrow().kind();
  }

  private static Judgement judge(Reading from, Reading to) {
    Instant now = World.instant(0);
    return new Judgement(
        Plan.of("blue", "green"),
        new Observation(
            now,
            Found.of(HALF),
            Optional.empty(),
            Optional.of(Found.of(HALF)),
            true,
            now,
            from,
            to,
            Gates.OPEN,
            false,
            Optional.empty()));
  }

  private static Reading reading(Figures figures) {
    return new Reading(RecordHealth.HEALTHY, Set.of(), figures, figures);
  }

  private static Figures figures(
      long requests, long direct, long errors, Double p99Millis, Double ledgerLagMillis) {
    var latencies = new Latencies(requests, optional(p99Millis), Map.of());
    return new Figures(
        requests, direct, errors, 0, latencies, requests, 0, 0, optional(ledgerLagMillis));
  }

  private static Figures refusing(long clientErrors) {
    return new Figures(
        10_000, 0, 0, clientErrors, FINE.latencies(), 10_000, 0, 0, OptionalDouble.of(1_000));
  }

  private static Figures slow(long payments, double p99Millis, Map<Integer, Long> slower) {
    var latencies = new Latencies(payments, OptionalDouble.of(p99Millis), slower);
    return new Figures(10_000, 0, 0, 0, latencies, 10_000, 0, 0, OptionalDouble.of(1_000));
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
