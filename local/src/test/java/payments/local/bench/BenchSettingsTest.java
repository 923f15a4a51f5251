package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class BenchSettingsTest {

  @Test
  void read_shouldGiveTheDefaults_whenNothingIsSet() {
    BenchSettings defaults = new BenchSettings(30, 5000);

    assertThat(BenchSettings.read(Map.of())).isEqualTo(defaults);
    assertThat(BenchSettings.read(Map.of("COLD_STARTS", "", "CALLS", " "))).isEqualTo(defaults);
  }

  @Test
  void read_shouldTakeEveryVariable() {
    assertThat(BenchSettings.read(Map.of("COLD_STARTS", "1", "CALLS", " 20 ")))
        .isEqualTo(new BenchSettings(1, 20));
  }

  @Test
  void read_shouldNameEveryWrongValueAtOnce() {
    assertThatThrownBy(() -> BenchSettings.read(Map.of("COLD_STARTS", "0", "CALLS", "19")))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            """
            wrong settings:
              COLD_STARTS is '0': allowed is a whole number from 1 to 1000
              CALLS is '19': allowed is a whole number from 20 to 1000000""");
  }
}
