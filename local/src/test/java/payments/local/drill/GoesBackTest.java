package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.local.emulator.Faults;

class GoesBackTest {
  @Test
  void inTime_shouldAllowTheTimeToNoticeAndOneUpdate_andNoMore() {
    GoesBack drill =
        new GoesBack(
            "health",
            "",
            Weights.BLUE,
            15,
            Faults::healthFails,
            Pattern.compile(""),
            Duration.ofSeconds(25),
            List.of());
    Duration update = Duration.ofSeconds(50);

    assertThat(drill.inTime(Duration.ofSeconds(75), update)).isTrue();
    assertThat(drill.inTime(Duration.ofMillis(75_001), update)).isFalse();
  }
}
