package payments.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 1",
    "1, 1",
    "49.9, 50",
    "50, 50",
    "50.1, 51",
    "95, 95",
    "99, 99",
    "99.1, 100",
    "100, 100"
  })
  void of_shouldBeTheValueAtTheRank(double percent, long value) {
    assertThat(Percentile.of(LongStream.rangeClosed(1, 100).toArray(), percent)).isEqualTo(value);
  }

  @Test
  void of_shouldBeTheOnlyValue_whateverThePercent() {
    assertThat(Percentile.of(new long[] {7}, 1)).isEqualTo(7);
    assertThat(Percentile.of(new long[] {7}, 100)).isEqualTo(7);
  }

  @Test
  void of_shouldFail_ifNothingWasMeasured() {
    assertThatThrownBy(() -> Percentile.of(new long[0], 50))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing was measured");
  }
}
