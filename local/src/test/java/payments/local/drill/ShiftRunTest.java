package payments.local.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.LocalException;

/** With a shell for the tool. */
class ShiftRunTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path logs;
  private ShiftRun run;

  @AfterEach
  void close() {
    if (run != null) {
      run.close();
    }
  }

  @Test
  void await_shouldFindAnEvent_andLeaveOutALineThatIsBeingWritten() {
    run =
        tool(
            """
            echo '{"at": "2026-01-01T00:00:00Z", "event": "gates"}' > "$log"
            echo '{"at": "2026-01-01T00:00:01Z", "event": "back", "reason": "bad"}' >> "$log"
            printf '{"at": "2026-01' >> "$log"
            exec sleep 60
            """);

    ShiftEvent back = run.await("it went back", event -> event.is("back"), SOON);

    assertThat(back.reason()).isEqualTo("bad");
    assertThat(run.events()).hasSize(2);
  }

  @Test
  void await_shouldTellWhatTheToolSaid_ifItEndsBefore() {
    run = tool("echo refused; exit 2");

    assertThatThrownBy(() -> run.await("it went back", event -> true, SOON))
        .isInstanceOf(LocalException.class)
        .hasMessage("test ended with 2 before it went back:%nrefused".formatted());
    assertThat(run.exit(SOON)).isEqualTo(2);
  }

  @Test
  void kill_shouldLeaveWhatItStarted_andKillAllShouldNot() throws Exception {
    run = tool("sleep 60 & echo $!; wait");
    long child = child();
    run.kill();
    assertThat(alive(child)).isTrue();
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);

    run = tool("sleep 60 & echo $!; wait");
    child = child();
    run.killAll();
    for (int i = 0; i < 100 && alive(child); i++) {
      Thread.sleep(50);
    }
    assertThat(alive(child)).isFalse();
  }

  @Test
  void updatedStack_shouldBeThatOfAnUpdate_andOfNothingElse() {
    assertThat(
            ShiftRun.updatedStack(
                List.of("--cwd", "/p", "--non-interactive", "up", "--yes", "--stack", "blue")))
        .contains("blue");
    assertThat(ShiftRun.updatedStack(List.of("preview", "--stack", "blue"))).isEmpty();
    assertThat(ShiftRun.updatedStack(List.of("up", "--yes", "--stack"))).isEmpty();
  }

  @Test
  void pid_shouldBeTheTools_whereWhatStartsItBecomesIt() throws Exception {
    run = tool("exec sh -c 'echo $$; exec sleep 60'");

    assertThat(run.pid()).isEqualTo(child());
  }

  private long child() throws InterruptedException {
    while (!run.output().endsWith("\n")) {
      Thread.sleep(20);
    }
    return Long.parseLong(run.output().strip());
  }

  private static boolean alive(long pid) {
    return payments.local.process.ProcessIdentity.of(pid).isPresent();
  }

  /** The event log is the last argument. */
  private ShiftRun tool(String script) {
    return new ShiftTool(List.of("sh", "-c", "for log; do :; done\n" + script, "tool"), logs)
        .start("test", List.of());
  }
}
