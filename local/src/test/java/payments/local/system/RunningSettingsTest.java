package payments.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.LocalException;
import payments.local.Settings;

class RunningSettingsTest {
  private static final Map<String, String> OWN =
      Map.of(
          Settings.EMULATOR_PORT, "5000",
          Settings.EDGE_PORT, "5001",
          Settings.DATABASE_NET, "127.9.9",
          Settings.INTERVAL_SCALE, "0.5");

  @TempDir private Path folder;
  private Path file;
  private RunningSettings running;

  @BeforeEach
  void setUp() {
    file = folder.resolve("settings");
    running = new RunningSettings(file);
  }

  @Test
  void read_shouldGiveTheUsersSettings_whenNothingWasWrittenDown() {
    assertThat(running.read(OWN, true)).isEqualTo(Settings.read(OWN));
    assertThat(running.read(Map.of(), true)).isEqualTo(Settings.read(Map.of()));
  }

  @Test
  void record_shouldWriteWhatARunningSystemCannotChange() {
    running.record(Settings.read(OWN));

    assertThat(file)
        .hasContent(
            """
            PAYMENTS_DATABASE_NET=127.9.9
            PAYMENTS_EDGE_PORT=5001
            PAYMENTS_EMULATOR_PORT=5000
            PAYMENTS_HEALTH_INTERVAL_SCALE=0.5
            """);
  }

  @Test
  void read_shouldGiveWhatWasWrittenDown_whenTheUserSetsNothing() {
    running.record(Settings.read(OWN));

    assertThat(running.read(Map.of(), true)).isEqualTo(Settings.read(OWN));
    assertThat(running.read(Map.of(Settings.EDGE_PORT, " "), true)).isEqualTo(Settings.read(OWN));
    assertThat(running.read(Map.of(), false)).isEqualTo(Settings.read(OWN));
  }

  @Test
  void read_shouldTakeTheSameValueWrittenInAnotherWay() {
    running.record(Settings.read(OWN));

    assertThat(
            running.read(
                Map.of(Settings.INTERVAL_SCALE, " 0.50", Settings.EDGE_PORT, "5001 "), true))
        .isEqualTo(Settings.read(OWN));
  }

  @Test
  void read_shouldRefuseAnotherValue_whileTheSystemRuns() {
    running.record(Settings.read(OWN));

    assertThatThrownBy(
            () ->
                running.read(
                    Map.of(Settings.EDGE_PORT, "6001", Settings.DATABASE_NET, "127.0.1"), true))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(
            "PAYMENTS_EDGE_PORT is '6001', the running system has '5001': unset it, or"
                + " `export PAYMENTS_EDGE_PORT=5001`")
        .hasMessageContaining(
            "PAYMENTS_DATABASE_NET is '127.0.1', the running system has '127.9.9'")
        .hasMessageContaining("`make local-down` first");
  }

  @Test
  void read_shouldTakeAnotherValue_whenNothingRuns() {
    running.record(Settings.read(OWN));

    assertThat(running.read(Map.of(Settings.EDGE_PORT, "6001"), false).edgePort()).isEqualTo(6001);
  }

  @Test
  void read_shouldSayWhatToDo_whenTheFileIsBroken() throws IOException {
    Files.writeString(file, "nonsense\n");

    assertThatThrownBy(() -> running.read(Map.of(), true))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("settings holds 'nonsense'")
        .hasMessageContaining("delete the file");
  }
}
