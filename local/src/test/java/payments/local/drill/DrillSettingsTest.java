package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class DrillSettingsTest {
  private static final int USUAL = DrillSettings.usual(Runtime.getRuntime().availableProcessors());

  @Test
  void usual_shouldGrowWithTheProcessors_asFarAsTheDrillsNeed() {
    assertThat(DrillSettings.usual(2)).isEqualTo(50);
    assertThat(DrillSettings.usual(64)).isEqualTo(200);
  }

  @Test
  void read_shouldTakeAllDrills_whereNothingIsSet() {
    DrillSettings settings = DrillSettings.read(Map.of("DRILLS", " "));

    assertThat(settings.rate()).isEqualTo(USUAL);
    assertThat(settings.drills())
        .doesNotHaveDuplicates()
        .contains("clean", "errors", "killed", "no-tool");
  }

  @Test
  void wanted_shouldBeEmpty_whereNoneIsNamed() {
    assertThat(DrillSettings.wanted(Map.of("DRILLS", " ", "RATE", "20"))).isEmpty();
    assertThat(DrillSettings.wanted(Map.of("DRILLS", "clean")))
        .contains(new DrillSettings(List.of("clean"), USUAL));
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
}
