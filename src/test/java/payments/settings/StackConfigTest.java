package payments.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackConfigTest {
  @Test
  void fromEnvironment_shouldKeepEveryKeyAndText() {
    var config =
        StackConfig.fromEnvironment(
            "blue",
            Map.of(
                "PULUMI_CONFIG",
                "{\"payments:blueGreen\":\"yes\",\"payments:tags\":\"{\\\"a\\\":\\\"b\\\"}\"}",
                "PULUMI_CONFIG_SECRET_KEYS",
                "[\"payments:tags\"]"));

    assertThat(config)
        .isEqualTo(
            new StackConfig(
                "blue",
                Map.of("payments:blueGreen", "yes", "payments:tags", "{\"a\":\"b\"}"),
                Set.of("payments:tags")));
  }

  @Test
  void fromEnvironment_shouldBeEmpty_whenTheCliSetsNothing() {
    assertThat(StackConfig.fromEnvironment("blue", Map.of()))
        .isEqualTo(new StackConfig("blue", Map.of(), Set.of()));
  }
}
