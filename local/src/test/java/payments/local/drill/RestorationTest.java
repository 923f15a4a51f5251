package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestorationTest {
  @ParameterizedTest
  @CsvSource({"00:00.000, 70000", "00:01.500, 68500", "59:59.999, 10001"})
  void untilJudged_shouldEndTenSecondsAfterTheMinute(String now, long milliseconds) {
    assertThat(Restoration.untilJudged(Instant.parse("2026-11-29T12:" + now + "Z")))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }
}
