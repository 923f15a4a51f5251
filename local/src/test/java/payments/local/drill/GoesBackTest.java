package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.local.emulator.Faults;

class GoesBackTest {
  private static final GoesBack DRILL =
      new GoesBack(
          "health",
          "",
          Weights.BLUE,
          15,
          Faults::healthFails,
          Pattern.compile(""),
          Duration.ofSeconds(25),
          List.of());

  @Test
  void late_shouldAllowTheTimeToNoticeAndOneUpdate() {
    assertThat(DRILL.late(Duration.ofSeconds(25), WeightRules.UPDATE)).isEmpty();
  }

  @Test
  void late_shouldTellWhichOfTheTwoWasTooLong() {
    assertThat(DRILL.late(Duration.ofMillis(25_100), Duration.ZERO))
        .contains("noticed after 25.1 s, more than 25.0 s");
    assertThat(DRILL.late(Duration.ZERO, WeightRules.UPDATE.plusMillis(100)))
        .contains("at 100/0 90.1 s after that, more than one update of 90.0 s");
  }
}
