package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillReportTest {
  private static final Result PASSED =
      new Result(
          "clean", "customers move", List.of("10 payments"), List.of(), Duration.ofSeconds(61));
  private static final Result FAILED =
      new Result("errors", "back", List.of(), List.of("exit code 2"), Duration.ofSeconds(5));

  @Test
  void toString_shouldTellFiguresAndFailures() {
    assertThat(new DrillReport(List.of(PASSED, FAILED)).toString())
        .isEqualTo(
            """

              drill   result  time  what it shows, and what was measured
              clean   passed  61 s  customers move
                                      10 payments
              errors  FAILED  5 s   back
            FAILED: errors: exit code 2
            """);
  }

  @Test
  void passed_shouldBeFalse_ifOneFailed() {
    assertThat(new DrillReport(List.of(PASSED)).passed()).isTrue();
    assertThat(new DrillReport(List.of(PASSED, FAILED)).passed()).isFalse();
  }
}
