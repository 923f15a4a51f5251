package payments.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import payments.local.process.Pause;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void close_shouldPrintResultAndTime_whenTheStepIsDone() {
    try (Progress progress = new Progress(out, false);
        Progress.Step step = progress.step("Building")) {
      step.done("3 files");
    }

    assertThat(printed()).isEqualTo("  ok     Building (0 s): 3 files\n");
  }

  @Test
  void close_shouldPrintAFailure_whenTheStepIsNotDone() {
    try (Progress progress = new Progress(out, false);
        Progress.Step step = progress.step("Building")) {
      step.detail("at file 2");
    }

    assertThat(printed()).isEqualTo("  FAILED Building (0 s): at file 2\n");
  }

  @Test
  void step_shouldShowElapsedTimeInPlace_onATerminal() {
    try (Progress progress = new Progress(out, true);
        Progress.Step step = progress.step("Building")) {
      step.detail(() -> "at file 2");
      Pause.of(Duration.ofMillis(1300));
      step.done();
    }

    assertThat(printed()).containsPattern("  \\.\\.     Building \\d s: at file 2\r\u001b\\[K");
  }

  @Test
  void step_shouldBeShownOnceItTakesTwoSeconds_elsewhere() {
    try (Progress progress = new Progress(out, false);
        Progress.Step step = progress.step("Building")) {
      step.detail("at file 2");
      Pause.of(Duration.ofMillis(4300));
      step.done();
    }

    assertThat(printed())
        .matches(
            "  \\.\\.     Building [23] s: at file 2\n  ok     Building \\(\\d s\\): at file 2\n");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
