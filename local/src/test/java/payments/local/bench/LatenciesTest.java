package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentile_shouldBeInMilliseconds_inWhateverOrderTheyWereMeasured() {
    Latencies latencies = new Latencies(100);
    for (int i = 100; i > 0; i--) {
      latencies.add(i * 1_000_000L);
    }

    assertThat(latencies.percentile(95)).isEqualTo(95);
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
