package payments.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {
  private static final Path BOOTSTRAP = Path.of("../function/src/main/runtime/bootstrap");

  /** Of the function's own script: the floor must run with all that it tells the JVM. */
  @Test
  void optionsIn_shouldMissNone() throws IOException {
    String script = Files.readString(BOOTSTRAP);

    List<String> options = Code.optionsIn(script);

    assertThat(options)
        .containsExactly("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    String rest = script.replace("-Xmx\"${heap}m\"", "");
    for (String option : options) {
      rest = rest.replace(option, "");
    }
    assertThat(rest).as("what is in no form that is found").doesNotContain("-X");
  }
}
