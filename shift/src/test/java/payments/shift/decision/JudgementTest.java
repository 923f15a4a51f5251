package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    var slow = judge(reading(FINE), reading(figures(10_000, 0, 0, 401.0, 1_000.0)));
    assertThat(slow.faultsOfTo(HALF))
        .containsExactly("green's p99 latency is 401 ms, over what blue allows of 400 ms");

    var behind = judge(reading(FINE), reading(figures(10_000, 0, 0, 200.0, 32_001.0)));
    assertThat(behind.faultsOfTo(HALF))
        .containsExactly("green's ledger lag is 32001 ms, over what blue allows of 32000 ms");
  }

  @Example
  void newColor_shouldNotBeCompared_whereTheOldOneHasNoCustomersToCompareWith() {
    Reading slower = reading(figures(10_000, 0, 0, 401.0, 1_000.0));

    assertThat(judge(reading(FINE), slower).faultsOfTo(new Weights(0, 100))).isEmpty();
    assertThat(judge(reading(figures(99, 0, 0, 200.0, 1_000.0)), slower).faultsOfTo(HALF))
        .isEmpty();
  }

  @Example
  void newColor_shouldBeBad_whenOnlyTheLastIntervalIs() {
    var late = new Reading(true, Set.of(), FINE, figures(50, 0, 25, 200.0, 1_000.0));

    assertThat(judge(reading(FINE), late).faultsOfTo(HALF))
        .contains("green's 5xx rate is 50.00%, over its limit of 1.00%");
  }

  @Example
  void newColor_shouldBeBad_whenFunctionsFailOrAreThrottled() {
    var failing =
        new Figures(10_000, 0, 0, OptionalDouble.of(200), 500, 50, OptionalDouble.of(1_000));

    assertThat(judge(reading(failing), reading(failing)).faultsOfTo(HALF))
        .containsExactly(
            "green's function error rate is 5.00%, over its limit of 1.00%",
            "green's throttle rate is 0.50%, over its limit of 0.10%");
  }

  @Example
  void slowness_shouldNotBeJudged_whenItIsOfTooFewRequests() {
    var few = judge(reading(FINE), reading(figures(99, 0, 0, 9_000.0, 1_000.0)));

    assertThat(few.faultsOfTo(HALF)).isEmpty();
    assertThat(doubt(few)).isEqualTo(StopKind.TOO_LITTLE_DATA);
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
            false));
  }

  private static Reading reading(Figures figures) {
    return new Reading(true, Set.of(), figures, figures);
  }

  private static Figures figures(
      long requests, long direct, long errors, Double p99Millis, Double ledgerLagMillis) {
    return new Figures(
        requests, direct, errors, optional(p99Millis), 0, 0, optional(ledgerLagMillis));
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
