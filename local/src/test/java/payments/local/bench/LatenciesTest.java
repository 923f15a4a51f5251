package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "49.9, 50",
    "50, 50",
    "50.1, 51",
    "95, 95",
    "99, 99",
    "99.1, 100",
    "100, 100"
  })
  void percentile_shouldBeTheValueAtTheRank(double percent, double milliseconds) {
    Latencies latencies = new Latencies(100);
    for (int i = 100; i > 0; i--) {
      latencies.add(i * 1_000_000L);
    }

    assertThat(latencies.percentile(percent)).isEqualTo(milliseconds);
  }

  @Test
  void percentile_shouldLeaveOutWhatWasNotMeasured() {
    Latencies latencies = new Latencies(10);
    latencies.add(3_000_000);

    assertThat(latencies.percentile(1)).isEqualTo(3);
    assertThat(latencies.totalSeconds()).isEqualTo(0.003);
  }

  @Test
  void percentile_shouldFail_ifNothingWasMeasured() {
    assertThatThrownBy(() -> new Latencies(1).percentile(50))
        .isInstanceOf(IllegalStateException.class);
  }
}
