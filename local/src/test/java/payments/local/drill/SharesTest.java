package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Instant START = Instant.ofEpochSecond(1_000_000);

  @Test
  void of_shouldCountWhatArrivedWhileWeightsWereInForce() {
    List<PaidSecond> seconds = new ArrayList<>();
    for (int after = 0; after < 30; after++) {
      seconds.add(
          new PaidSecond(START.plusSeconds(after), after < 12 ? 10 : 6, after < 12 ? 0 : 4, 0));
    }

    List<Shares.Step> steps =
        Shares.of(
            List.of(sample(0, 100, 0), sample(10, 50, 50)),
            seconds,
            START.plusSeconds(30),
            Duration.ofSeconds(2));

    assertThat(steps)
        .extracting(Shares.Step::declared)
        .containsExactly(Weights.BLUE, Weights.green(50));
    assertThat(steps.get(0).achieved()).isZero();
    assertThat(steps.get(1).achieved()).isEqualTo(40, within(1e-9));
    assertThat(steps.get(1).off()).isEqualTo(10, within(1e-9));
    assertThat(steps.get(1).seconds()).isEqualTo(18);
  }

  @Test
  void of_shouldLeaveOutTheMomentBetweenTheTwoRecords() {
    List<PaidSecond> seconds = List.of(new PaidSecond(START.plusSeconds(5), 1, 1, 0));

    List<Shares.Step> steps =
        Shares.of(
            List.of(sample(0, 50, 0), sample(10, 50, 50)),
            seconds,
            START.plusSeconds(20),
            Duration.ofSeconds(1));

    assertThat(steps).isEmpty();
  }

  @Test
  void of_shouldTakeChangesOfTheStackAloneForOneStep() {
    List<PaidSecond> seconds =
        List.of(
            new PaidSecond(START.plusSeconds(5), 1, 0, 0),
            new PaidSecond(START.plusSeconds(15), 1, 0, 0));
    Sample later =
        new Sample(
            START.plusSeconds(10), Optional.of(Weights.GREEN), Optional.of(100), Optional.of(0));

    List<Shares.Step> steps =
        Shares.of(
            List.of(sample(0, 100, 0), later),
            seconds,
            START.plusSeconds(20),
            Duration.ofSeconds(1));

    assertThat(steps).hasSize(1);
    assertThat(steps.get(0).answers()).isEqualTo(2);
  }

  private static Sample sample(int after, int blue, int green) {
    return new Sample(
        START.plusSeconds(after),
        Optional.of(new Weights(blue, green)),
        Optional.of(blue),
        Optional.of(green));
  }
}
