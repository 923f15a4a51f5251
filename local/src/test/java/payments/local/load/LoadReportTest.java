package payments.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
  private static final LoadSettings SETTINGS = new LoadSettings(200, Duration.ofSeconds(1));

  @Test
  void toString_shouldTellWhatBecameOfThePayments_andWhatOneCost() {
    LoadReport report =
        new LoadReport(
            SETTINGS,
            List.of(paid("blue", 200, 10), paid("green", 200, 30), paid(Paid.NOBODY, 0, 2000)),
            4,
            Map.of("emulator", Duration.ofMillis(12), "load", Duration.ofMillis(3)));

    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.toString().lines().map(String::strip))
        .containsExactly(
            "payments   3 at 200 a second",
            "by color   blue 1, green 1, none 1",
            "failed     1",
            "retries    4",
            "latency    p50 30 ms, p99 2,000 ms, longest 2,000 ms",
            "processor  5.00 ms a payment: emulator 4.00, load 1.00");
  }

  @Test
  void toString_shouldNotFail_whenNothingWasPaid() {
    assertThat(new LoadReport(SETTINGS, List.of(), 0, Map.of()).toString())
        .contains("latency    none");
  }

  private static Paid paid(String color, int status, long millis) {
    return new Paid("id", Instant.EPOCH, color, status, 1, Duration.ofMillis(millis));
  }
}
