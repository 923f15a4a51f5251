package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import payments.shift.console.TerminalSize.Size;
import payments.shift.decision.Action;
import payments.shift.testing.TestClock;

class LiveDisplayTest {
  private final TestClock clock = new TestClock(Story.START);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LiveDisplay display =
      new LiveDisplay(
          Story.PLAN,
          new PrintStream(out, true, StandardCharsets.UTF_8),
          false,
          () -> new Size(30, 80),
          clock);

  @Test
  void block_shouldBeDrawnOverTheLastOne() {
    display.working("previewing blue");
    String first = text();
    clock.pass(Duration.ofSeconds(1));
    display.draw();

    assertThat(first)
        .isEqualTo(
            """
            Cut-over from blue to green  12:00:00 UTC, for 0s\u001b[K
              > previewing blue, for 0s\u001b[K
                 10%\u001b[K
                 50%\u001b[K
                100%\u001b[K
            \u001b[J""");
    assertThat(text().substring(first.length()))
        .startsWith("\u001b[5A\rCut-over from blue to green  12:00:01 UTC, for 1s\u001b[K\n");
  }

  @Test
  void events_shouldStayAboveTheBlock() {
    display.working("previewing blue");
    int drawn = text().length();
    display.trouble("no answer");

    assertThat(text().substring(drawn))
        .startsWith("\u001b[5A\r\u001b[J2026-11-24T12:00:00Z trouble: no answer\nCut-over from");
  }

  @Test
  void lastBlock_shouldStay_andNothingBeDrawnAfterTheEnd() {
    display.working("previewing blue");
    display.ended(new Action.WentBack("a person asked for it"));
    String ended = text();
    display.draw();
    display.close();

    assertThat(ended)
        .endsWith(
            "    100%\u001b[K\n\u001b[J2026-11-24T12:00:00Z went back: a person asked for it\n");
    assertThat(text()).isEqualTo(ended);
  }

  @Test
  void close_shouldWipeTheBlock_whenItDidNotEnd() {
    display.working("previewing blue");
    display.close();

    assertThat(text()).endsWith("\u001b[5A\r\u001b[J");
  }

  @Test
  void size_shouldBeReadAsSttySaysIt() {
    assertThat(TerminalSize.read("50 132\n")).isEqualTo(new Size(50, 132));
    assertThat(TerminalSize.read("0 0\n")).isEqualTo(new Size(24, 100));
    assertThat(TerminalSize.read("")).isEqualTo(new Size(24, 100));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
