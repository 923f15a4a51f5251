package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.local.load.Paid;
import payments.local.load.Second;

class PaidSecondTest {
  private static final Instant BEGAN = Instant.ofEpochSecond(1_000_000);

  @Test
  void of_shouldMergeTheColors_andCountWhatDidNotTakeThePayment() {
    List<PaidSecond> seconds =
        PaidSecond.of(
            BEGAN,
            List.of(
                new Second(0, "blue", 5, 4, 1, 0),
                new Second(0, "green", 3, 1, 1, 1),
                new Second(0, Paid.NOBODY, 2, 0, 2, 0),
                new Second(2, "green", 1, 1, 0, 0)));

    assertThat(seconds)
        .containsExactly(
            new PaidSecond(BEGAN, 5, 3, 5), new PaidSecond(BEGAN.plusSeconds(2), 0, 1, 0));
    assertThat(seconds.get(0).greenShare()).isEqualTo(3 / 8.0);
  }
}
