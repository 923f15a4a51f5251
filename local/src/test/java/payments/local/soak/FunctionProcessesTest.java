package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.local.process.ProcessIdentity;
import payments.local.soak.FunctionProcesses.FunctionProcess;

/** This very process plays the emulator: its children are the functions' processes. */
class FunctionProcessesTest {
  private static final String ENDPOINT = "http://127.0.0.1:1";

  private final List<Process> started = new ArrayList<>();
  private final FunctionProcesses processes =
      new FunctionProcesses(() -> ProcessIdentity.of(ProcessHandle.current().pid()), ENDPOINT);

  @AfterEach
  void tearDown() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void list_shouldFindChildrenThatRunAFunctionOfThisEmulator_andNoOther() throws Exception {
    Process mine = start(Map.of("AWS_LAMBDA_FUNCTION_NAME", "pay", "AWS_ENDPOINT_URL", ENDPOINT));
    start(Map.of("AWS_LAMBDA_FUNCTION_NAME", "pay", "AWS_ENDPOINT_URL", "http://127.0.0.1:2"));
    start(Map.of("AWS_ENDPOINT_URL", ENDPOINT));

    List<FunctionProcess> found = processes.list();

    assertThat(found).extracting(FunctionProcess::function).containsExactly("pay");
    assertThat(found.get(0).identity().pid()).isEqualTo(mine.pid());
  }

  @Test
  void list_shouldBeEmpty_whenTheEmulatorDoesNotRun() {
    assertThat(new FunctionProcesses(Optional::empty, ENDPOINT).list()).isEmpty();
  }

  @Test
  void kill_shouldEndExactlyThatProcess() throws Exception {
    Process mine = start(Map.of("AWS_LAMBDA_FUNCTION_NAME", "pay", "AWS_ENDPOINT_URL", ENDPOINT));
    FunctionProcess found = processes.list().get(0);
    ProcessIdentity same = found.identity();
    ProcessIdentity earlier = new ProcessIdentity(same.pid(), "1", same.boot());

    assertThat(new FunctionProcess("pay", earlier).kill()).isFalse();
    assertThat(mine.isAlive()).isTrue();
    assertThat(found.kill()).isTrue();
    assertThat(mine.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mine.exitValue()).isEqualTo(128 + 9);
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "60");
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }
}
