package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class SoakSettingsTest {

  @Test
  void read_shouldGiveTheDefaults_whenNothingIsSet() {
    SoakSettings defaults = new SoakSettings(10_000, 32, 1, Duration.ofMinutes(30), 300);

    assertThat(SoakSettings.read(Map.of())).isEqualTo(defaults);
    assertThat(SoakSettings.read(Map.of("PAYMENTS", "", "SEED", " "))).isEqualTo(defaults);
  }

  @Test
  void read_shouldKillThreeOfAHundred_whenNotToldHowMany() {
    assertThat(SoakSettings.read(Map.of("PAYMENTS", "500")).kills()).isEqualTo(15);
    assertThat(SoakSettings.read(Map.of("PAYMENTS", "1")).kills()).isEqualTo(1);
  }

  @Test
  void read_shouldTakeEveryVariable() {
    assertThat(
            SoakSettings.read(
                Map.of(
                    "PAYMENTS", "300", "CLIENTS", "8", "SEED", "7", "MINUTES", "2", "KILLS", "0")))
        .isEqualTo(new SoakSettings(300, 8, 7, Duration.ofMinutes(2), 0));
  }

  @Test
  void read_shouldNameEveryWrongValueAtOnce() {
    assertThatThrownBy(
            () -> SoakSettings.read(Map.of("PAYMENTS", "many", "CLIENTS", "0", "KILLS", "-1")))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            """
            wrong settings:
              PAYMENTS is 'many': allowed is a whole number from 1 to 100000
              CLIENTS is '0': allowed is a whole number from 1 to 256
              KILLS is '-1': allowed is a whole number from 0 to 10000""");
  }
}
