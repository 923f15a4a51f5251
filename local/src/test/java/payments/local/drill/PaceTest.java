package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"0, 200", "0.01, 200", "0.1, 52", "0.2, 26", "0.35, 15", "0.9, 15"})
  void borne_shouldBeTheRateThatLeavesPulumiItsProcessor(double busy, int rate) {
    assertThat(Pace.borne(busy)).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({"200, 8", "50, 8", "30, 14", "15, 47"})
  void bake_shouldBringAThousandAnswers(int rate, long seconds) {
    assertThat(Pace.bake(rate)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
