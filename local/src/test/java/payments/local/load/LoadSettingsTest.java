package payments.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class LoadSettingsTest {
  @Test
  void read_shouldGiveTheDefaults_whenNothingIsSet() {
    assertThat(LoadSettings.read(Map.of())).isEqualTo(new LoadSettings(200, Duration.ofMinutes(1)));
  }

  @Test
  void read_shouldTakeWhatIsSet() {
    assertThat(LoadSettings.read(Map.of("RATE", "50", "DURATION", "7")))
        .isEqualTo(new LoadSettings(50, Duration.ofSeconds(7)));
  }

  @Test
  void read_shouldNameEveryWrongValueAtOnce() {
    assertThatThrownBy(() -> LoadSettings.read(Map.of("RATE", "0", "DURATION", "long")))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("RATE is '0'")
        .hasMessageContaining("DURATION is 'long'");
  }
}
