package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightRulesTest {
  private final WeightRules rules = new WeightRules();
  private Instant now = Instant.EPOCH;

  @Test
  void accept_shouldAllow_whatAnUpdateShows() {
    see(100, 0, 100, 0);
    see(50, 50, 100, 0);
    see(50, 50, 50, 0);
    see(50, 50, 50, 50);
    see(0, 100, 50, 100);
    see(0, 100, 0, 100);

    assertThat(violations()).isEmpty();
  }

  @Test
  void accept_shouldAllowOldRecords_whenTheStackChangedTwiceMeanwhile() {
    see(50, 50, 50, 50);
    see(0, 100, 50, 50);
    see(100, 0, 50, 50);
    see(100, 0, 100, 50);
    see(100, 0, 100, 0);

    assertThat(violations()).isEmpty();
  }

  @Test
  void accept_shouldRefuseRecords_ofWeightsThatWereSettledAndLeft() {
    see(50, 50, 50, 50);
    see(0, 100, 0, 100);
    see(100, 0, 50, 100);

    assertThat(violations())
        .containsExactly("blue's record has a weight that the stack did not have");
  }

  @Test
  void accept_shouldRefuseAStack_thatDoesNotSumTo100() {
    see(100, 0, 100, 0);
    see(60, 50, 100, 0);

    assertThat(violations()).containsExactly("the stack's weights do not sum to 100");
  }

  @Test
  void accept_shouldRefuseRecords_thatAreAllZero() {
    see(100, 0, 100, 0);
    see(0, 100, 0, 0);

    assertThat(violations()).containsExactly("all records have weight 0");
  }

  @Test
  void accept_shouldTellOnce_whatLasts() {
    see(60, 50, 60, 50);
    see(60, 50, 60, 50);

    assertThat(rules.violations()).hasSize(1);
  }

  @Test
  void accept_shouldAllowAMissingRecord_whileTheOtherHasWeight() {
    rules.accept(
        new Sample(Instant.EPOCH, Optional.of(Weights.GREEN), Optional.empty(), Optional.of(100)));
    rules.accept(
        new Sample(Instant.EPOCH, Optional.of(Weights.GREEN), Optional.empty(), Optional.of(0)));

    assertThat(violations())
        .containsExactly(
            "all records have weight 0", "green's record has a weight that the stack did not have");
  }

  @Test
  void accept_shouldRefuseRecords_thatDoNotSumTo100ForLongerThanAnUpdate() {
    see(100, 0, 100, 0);
    see(0, 100, 100, 100);
    later(WeightRules.UPDATE);
    see(0, 100, 100, 100);
    assertThat(violations()).isEmpty();

    later(Duration.ofMillis(1));
    see(0, 100, 100, 100);

    assertThat(violations())
        .containsExactly("the records have not summed to 100 for more than 90 s");
  }

  @Test
  void accept_shouldGiveRecordsTheTimeOfARestart_whereAToolWasKilledMeanwhile() {
    see(100, 0, 100, 0);
    see(0, 100, 100, 100);
    rules.killed();
    later(WeightRules.UPDATE.plus(WeightRules.RESTART));
    see(0, 100, 100, 100);
    assertThat(violations()).isEmpty();

    later(Duration.ofMillis(1));
    see(0, 100, 100, 100);

    assertThat(violations()).hasSize(1);
  }

  @Test
  void accept_shouldForgetAKill_whenTheRecordsSumTo100() {
    see(100, 0, 100, 0);
    see(0, 100, 100, 100);
    rules.killed();
    see(0, 100, 0, 100);
    see(100, 0, 100, 100);
    later(WeightRules.UPDATE.plusMillis(1));
    see(100, 0, 100, 100);

    assertThat(violations()).hasSize(1);
  }

  @Test
  void accept_shouldBeginAnew_whenTheyHaveSummedTo100Meanwhile() {
    see(100, 0, 100, 0);
    see(0, 100, 100, 100);
    later(WeightRules.UPDATE);
    see(0, 100, 0, 100);
    see(100, 0, 100, 100);
    later(WeightRules.UPDATE);
    see(100, 0, 100, 100);

    assertThat(violations()).isEmpty();
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private void see(int stackBlue, int stackGreen, int blue, int green) {
    rules.accept(
        new Sample(
            now,
            Optional.of(new Weights(stackBlue, stackGreen)),
            Optional.of(blue),
            Optional.of(green)));
  }

  /** Without the moment and the sample. */
  private List<String> violations() {
    return rules.violations().stream()
        .map(text -> text.replaceAll("^\\S+: ", "").replaceAll("(: \\[| \\().*", ""))
        .toList();
  }
}
