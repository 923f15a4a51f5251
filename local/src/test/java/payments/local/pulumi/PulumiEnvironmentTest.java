package payments.local.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.Layout;
import payments.local.Settings;

class PulumiEnvironmentTest {
  private static final Settings SETTINGS =
      Settings.read(Map.of(Settings.CACHE, "/c", Settings.EMULATOR_PORT, "5000"));
  private static final Layout LAYOUT = new Layout(Path.of("/repo"));

  @Test
  void variables_shouldPointEveryToolAtTheLocalSystem() {
    assertThat(PulumiEnvironment.variables(SETTINGS, LAYOUT, "/usr/bin"))
        .containsEntry("PATH", "/c/bin:/usr/bin")
        .containsEntry("PULUMI_HOME", "/c/pulumi-home")
        .containsEntry("PULUMI_BACKEND_URL", "file:///repo/.local/pulumi")
        .containsEntry("PULUMI_OPTION_CWD", "/repo/.local/project")
        .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:5000")
        .containsEntry("AWS_ACCESS_KEY_ID", "test")
        .containsEntry("AWS_REGION", "us-east-1");
  }

  @Test
  void variables_shouldNotLengthenThePathAgain() {
    assertThat(PulumiEnvironment.variables(SETTINGS, LAYOUT, "/c/bin:/usr/bin"))
        .containsEntry("PATH", "/c/bin:/usr/bin");
  }
}
