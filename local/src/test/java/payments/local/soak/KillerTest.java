package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.local.process.ProcessIdentity;
import payments.local.soak.FunctionProcesses.FunctionProcess;

class KillerTest {
  private final List<Process> started = new ArrayList<>();
  private final List<FunctionProcess> processes = new ArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();

  @AfterEach
  void tearDown() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldKillProcessesOfEveryFunction_asAnswersCome() throws Exception {
    start("blue-payment");
    start("blue-ledger");
    start("green-payment");

    try (Killer killer = new Killer(() -> processes, answers::get, 10, 1)) {
      answers.set(1000);
      for (Process process : started) {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      killer.close();
      assertThat(killer.killed()).containsOnlyKeys("blue-payment", "blue-ledger", "green-payment");
      assertThat(killer.count())
          .isEqualTo(killer.killed().values().stream().mapToInt(count -> count).sum());
    }
  }

  @Test
  void shouldKillNothing_whenNothingIsAnswered_orNoneIsToBeKilled() throws Exception {
    start("blue-payment");

    new Killer(() -> processes, answers::get, 1, 1).close();
    answers.set(Integer.MAX_VALUE);
    new Killer(() -> processes, answers::get, Double.POSITIVE_INFINITY, 1).close();

    assertThat(started.get(0).isAlive()).isTrue();
  }

  private void start(String function) throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    started.add(process);
    processes.add(new FunctionProcess(function, ProcessIdentity.of(process.pid()).orElseThrow()));
  }
}
