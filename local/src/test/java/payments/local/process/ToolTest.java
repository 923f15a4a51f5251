package payments.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class ToolTest {
  @Test
  void run_shouldKeepOutputErrorsAndExitCodeApart() {
    Tool.Result result =
        Tool.run(List.of("sh", "-c", "echo out $X; echo err >&2; exit 3"), Map.of("X", "y"));

    assertThat(result).isEqualTo(new Tool.Result(3, "out y\n", "err\n"));
  }

  @Test
  void run_shouldNameTheProgram_whenItDoesNotExist() {
    assertThatThrownBy(() -> Tool.run(List.of("no-such-program"), Map.of()))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void find_shouldTakeTheFirstFolderThatHasIt() {
    assertThat(Tool.find("sh", ":/nowhere:/bin:/usr/bin")).hasValue(Path.of("/bin/sh"));
    assertThat(Tool.find("sh", "/nowhere")).isEmpty();
  }
}
