package payments.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void read_shouldGiveTheDefaults_whenNothingIsSet() {
    Settings settings = Settings.read(Map.of("HOME", "/home/someone"));

    assertThat(settings.emulatorPort()).isEqualTo(4566);
    assertThat(settings.edgePort()).isEqualTo(8080);
    assertThat(settings.databaseNet()).isEqualTo("127.0.1");
    assertThat(settings.intervalScale()).isEqualTo(0.1);
    assertThat(settings.cache()).isEqualTo(Path.of("/home/someone/.cache/payments"));
    assertThat(settings.mariadbd()).isEmpty();
  }

  @Test
  void read_shouldTakeEveryVariable() {
    Settings settings =
        Settings.read(
            Map.of(
                Settings.EMULATOR_PORT, "5000",
                Settings.EDGE_PORT, "5001",
                Settings.DATABASE_NET, "127.9.255",
                Settings.INTERVAL_SCALE, "1",
                Settings.CACHE, "/var/cache/payments",
                Settings.MARIADBD, "/usr/sbin/mariadbd"));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                5000,
                5001,
                "127.9.255",
                1.0,
                Path.of("/var/cache/payments"),
                java.util.Optional.of(Path.of("/usr/sbin/mariadbd"))));
    assertThat(settings.endpoint()).isEqualTo("http://127.0.0.1:5000");
    assertThat(settings.edgeUrl()).isEqualTo("http://127.0.0.1:5001");
  }

  @Test
  void read_shouldPreferTheSharedCacheFolder_overTheHomeFolder() {
    assertThat(Settings.read(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/c")).cache())
        .isEqualTo(Path.of("/c/payments"));
  }

  @Test
  void read_shouldTakeARelativePathFromTheCurrentFolder() {
    Settings settings =
        Settings.read(Map.of(Settings.CACHE, "a/../cache", Settings.MARIADBD, "bin/mariadbd"));

    assertThat(settings.cache()).isEqualTo(Path.of("").toAbsolutePath().resolve("cache"));
    assertThat(settings.mariadbd()).hasValue(Path.of("").toAbsolutePath().resolve("bin/mariadbd"));
    assertThat(Settings.read(Map.of("XDG_CACHE_HOME", "c")).cache())
        .isEqualTo(Path.of("").toAbsolutePath().resolve("c/payments"));
  }

  @Test
  void read_shouldTakeABlankVariableForOneThatIsNotSet() {
    Map<String, String> blank =
        Map.of(
            Settings.EMULATOR_PORT,
            "",
            Settings.EDGE_PORT,
            " ",
            Settings.DATABASE_NET,
            "",
            Settings.INTERVAL_SCALE,
            " ",
            Settings.CACHE,
            "",
            Settings.MARIADBD,
            " ",
            "XDG_CACHE_HOME",
            "",
            "HOME",
            "/h");

    assertThat(Settings.read(blank)).isEqualTo(Settings.read(Map.of("HOME", "/h")));
  }

  @Test
  void read_shouldNameEveryWrongValueAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        Settings.EMULATOR_PORT, "80",
                        Settings.EDGE_PORT, "web",
                        Settings.DATABASE_NET, "10.0.1",
                        Settings.INTERVAL_SCALE, "0")))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(
            "PAYMENTS_EMULATOR_PORT is '80': allowed is a port from 1024 to 65535")
        .hasMessageContaining("PAYMENTS_EDGE_PORT is 'web'")
        .hasMessageContaining("PAYMENTS_DATABASE_NET is '10.0.1': allowed is 127.a.b")
        .hasMessageContaining("PAYMENTS_HEALTH_INTERVAL_SCALE is '0'");
  }

  @Test
  void read_shouldRefuseOnePortForTwo() {
    assertThatThrownBy(
            () -> Settings.read(Map.of(Settings.EMULATOR_PORT, "5000", Settings.EDGE_PORT, "5000")))
        .hasMessageContaining("PAYMENTS_EMULATOR_PORT and PAYMENTS_EDGE_PORT are both 5000");
  }

  @Test
  void scaled_shouldNeverBeUnderATenthOfASecond() {
    Settings settings = Settings.read(Map.of(Settings.INTERVAL_SCALE, "0.001"));

    assertThat(settings.scaled(30)).isEqualTo(Duration.ofMillis(100));
    assertThat(Settings.read(Map.of()).scaled(30)).isEqualTo(Duration.ofSeconds(3));
  }
}
