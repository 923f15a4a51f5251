package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import payments.shift.decision.Metric.Standing;

/** The values that decisions are made of: none can be bad, and each says what it is. */
class ValuesTest {

  @Property
  void weights_shouldBeRefused_unlessTheySumTo100(
      @ForAll @IntRange(min = -10, max = 110) int from,
      @ForAll @IntRange(min = -10, max = 110) int to) {
    boolean sane = from >= 0 && to >= 0 && from + to == 100;

    assertThat(new Found(from, to).sane().isPresent()).isEqualTo(sane);
    if (!sane) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Weights(from, to))
          .withMessage("weights are %d/%d: each must be 0 to 100, and both 100 together", from, to);
    }
  }

  @Example
  void plan_shouldBeRefusedWithAllReasons_whenItIsBad() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Plan(
                    "blue",
                    "blue",
                    List.of(30, 10, 100),
                    Pace.DEFAULT,
                    Evidence.DEFAULT,
                    Plan.DEFAULT_LIMITS,
                    false))
        .withMessage(
            "to is blue: must be another color than from, blue; steps is [30, 10, 100]: must be"
                + " from 1 to 100, each above the one before, the last 100");
  }

  @Example
  void pace_shouldBeRefusedWithBothSides_whenTimesContradict() {
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pace(minute, minute, hour, minute, minute, Duration.ZERO))
        .withMessage(
            "watchInterval is 1h: must be over zero and at most bake, 1m; keepWindow is 0s:"
                + " must be at least bake, 1m");
  }

  @Example
  void evidenceLimitAndFigures_shouldBeRefused_whenOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evidence(0, 1, 0, 50, 0))
        .withMessageContainingAll(
            "minRequests is 0",
            "falseAlarm is 1.0",
            "z is 0.0",
            "sharePoints is 50.0",
            "resolvers is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limit(Double.NaN, 0.5, -1))
        .withMessageContainingAll("absolute is NaN", "factor is 0.5", "slack is -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Figures(-1, 0, 0, 0, Latencies.NONE, -1, 0, 0, OptionalDouble.empty()))
        .withMessage("requests is -1: must be 0 or more; invocations is -1: must be 0 or more");
  }

  @Property
  void message_shouldBeReadAsItWasWritten(
      @ForAll @IntRange(max = 100) int to, @ForAll @NotEmpty String reason) {
    for (Optional<String> back : List.of(Optional.of(reason), Optional.<String>empty())) {
      var message = new UpdateMessage("blue", "green", Weights.withTo(to), back);

      assertThat(UpdateMessage.read(message.text())).contains(message);
    }
  }

  @Example
  void message_shouldCutALongReason_andBeReadAsItWasOrdered() {
    var message =
        new UpdateMessage("blue", "green", Weights.BACK, Optional.of("bad; ".repeat(200)));

    assertThat(message.back().orElseThrow()).hasSize(500).endsWith(";…");
    assertThat(UpdateMessage.read(message.text())).contains(message);
  }

  @Example
  void message_shouldNotBeRead_whenItIsSomebodyElses() {
    assertThat(UpdateMessage.read("fix the alarm")).isEmpty();
    assertThat(UpdateMessage.read("shift blue to green: 90/30")).isEmpty();
  }

  /** Figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Example
  void wilson_shouldBeThePublishedInterval() {
    interval(Wilson.of(81, 263, 1.96), 0.2553, 0.3662);
    interval(Wilson.of(15, 148, 1.96), 0.0624, 0.1605);
    interval(Wilson.of(0, 20, 1.96), 0.0000, 0.1611);
    interval(Wilson.of(1, 29, 1.96), 0.0061, 0.1718);
  }

  @Property
  void wilson_shouldHoldTheShare(
      @ForAll @IntRange(max = 100_000) int trials, @ForAll @IntRange(max = 100_000) int some) {
    int hits = Math.min(some, trials);
    Wilson interval = Wilson.of(hits, trials, 3);

    assertThat(interval.low()).isBetween(0.0, 1.0).isLessThanOrEqualTo(interval.high());
    assertThat(interval.high()).isLessThanOrEqualTo(1.0);
    if (trials > 0) {
      assertThat((double) hits / trials).isBetween(interval.low() - 1e-9, interval.high() + 1e-9);
    }
  }

  @Example
  void share_shouldBeAchieved_withinChanceAndPoints() {
    Evidence manyDraw = new Evidence(100, 0.001, 3, 3, 1_000_000);
    assertThat(share(manyDraw, 10, 13_100, 100_000).within()).isTrue();
    assertThat(share(manyDraw, 10, 13_500, 100_000).within()).isFalse();
    assertThat(share(manyDraw, 100, 96_000, 100_000).within()).isFalse();
    assertThat(share(manyDraw, 10, 5, 20).within()).isTrue();
    assertThat(share(manyDraw, 10, 0, 0).within()).isTrue();
  }

  @Example
  void share_shouldBeJudgedByDraws_notByRequests() {
    // 10 resolvers draw 150 times in a bake of 15 minutes, whatever the requests.
    assertThat(share(Evidence.DEFAULT, 50, 62_000, 100_000).within()).isTrue();
    assertThat(share(Evidence.DEFAULT, 50, 68_000, 100_000).within()).isFalse();
    assertThat(share(Evidence.DEFAULT, 50, 38_000, 100_000).starved()).isFalse();
    assertThat(share(Evidence.DEFAULT, 50, 32_000, 100_000).starved()).isTrue();
    assertThat(share(Evidence.DEFAULT, 10, 0, 100_000).starved()).isTrue();
    assertThat(share(Evidence.DEFAULT, 10, 0, 100).starved()).isFalse();
  }

  private static Share share(Evidence evidence, int declared, long hits, long requests) {
    return evidence.share(declared, hits, requests, Pace.DEFAULT);
  }

  @Example
  void rate_shouldBeOverItsLimit_onlyWhenNotByChance() {
    assertThat(standing(0, 100)).isEqualTo(Standing.WITHIN);
    assertThat(standing(1, 2)).isEqualTo(Standing.UNSURE);
    assertThat(standing(2, 100)).isEqualTo(Standing.UNSURE);
    assertThat(standing(30, 100)).isEqualTo(Standing.OVER);
    assertThat(standing(0, 0)).isEqualTo(Standing.UNSURE);
  }

  /** The exact probability, summed term by term, is never above the bound. */
  @Property
  void chance_shouldBeAnUpperBound(
      @ForAll @IntRange(min = 1, max = 60) int trials,
      @ForAll @IntRange(max = 60) int some,
      @ForAll @IntRange(min = 1, max = 99) int percent) {
    int hits = Math.min(some, trials);
    double limit = percent / 100.0;
    double exact = 0;
    double ways = 1;
    for (int count = 0; count <= trials; count++) {
      if (count >= hits) {
        exact += ways * Math.pow(limit, count) * Math.pow(1 - limit, trials - count);
      }
      ways = ways * (trials - count) / (count + 1);
    }

    assertThat(Chance.atMost(hits, trials, limit)).isGreaterThanOrEqualTo(exact - 1e-9);
  }

  @Example
  void chance_shouldExplainNoError_whereNoneIsAllowed() {
    assertThat(Chance.atMost(1, 1_000, 0)).isZero();
    assertThat(Chance.atMost(0, 1_000, 0)).isEqualTo(1);
    assertThat(Chance.atMost(5, 3, 0.01)).isCloseTo(1e-6, within(1e-9));
  }

  private static Standing standing(int errors, int requests) {
    return Metric.SERVER_ERRORS.against(
        0.01,
        new Figures(requests, 0, errors, 0, Latencies.NONE, 0, 0, 0, OptionalDouble.empty()),
        Evidence.DEFAULT);
  }

  private static void interval(Wilson found, double low, double high) {
    assertThat(found.low()).isCloseTo(low, within(0.00006));
    assertThat(found.high()).isCloseTo(high, within(0.00006));
  }
}
