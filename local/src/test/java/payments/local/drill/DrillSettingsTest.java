package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class DrillSettingsTest {
  @Test
  void read_shouldTakeAllDrills_whereNothingIsSet() {
    DrillSettings settings = DrillSettings.read(Map.of("DRILLS", " "));

    assertThat(settings.rate()).isEmpty();
    assertThat(settings.drills())
        .doesNotHaveDuplicates()
        .contains("clean", "errors", "killed", "no-tool");
  }

  @Test
  void wanted_shouldBeEmpty_whereNoneIsNamed() {
    assertThat(DrillSettings.wanted(Map.of("DRILLS", " ", "RATE", "20"))).isEmpty();
    assertThat(DrillSettings.wanted(Map.of("DRILLS", "clean", "RATE", "20")))
        .contains(new DrillSettings(List.of("clean"), OptionalInt.of(20)));
  }

  @Test
  void read_shouldKeepTheDrillsOwnOrder() {
    assertThat(DrillSettings.read(Map.of("DRILLS", "errors, clean", "RATE", "20")).drills())
        .containsExactly("clean", "errors");
  }

  @Test
  void read_shouldNameADrillThatDoesNotExist_andThoseThatDo() {
    assertThatThrownBy(() -> DrillSettings.read(Map.of("DRILLS", "clean,cleen")))
        .isInstanceOf(LocalException.class)
        .hasMessageStartingWith("DRILLS is 'clean,cleen': there is no drill cleen; there are ")
        .hasMessageContaining("clean, ");
  }

  @Test
  void read_shouldRefuseARateOfNothing() {
    assertThatThrownBy(() -> DrillSettings.read(Map.of("RATE", "0")))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("RATE");
  }
}
