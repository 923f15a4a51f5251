package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.local.audit.Violations;
import payments.local.process.ProcessIdentity;
import payments.local.soak.FunctionProcesses.FunctionProcess;

class KillerTest {
  private static final int SENDS = 100;

  private final List<Process> started = new ArrayList<>();
  private final List<FunctionProcess> processes = new CopyOnWriteArrayList<>();
  private final Violations violations = new Violations();
  private final AtomicInteger answers = new AtomicInteger();

  @AfterEach
  void tearDown() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldKillProcessesOfEveryFunction_asAnswersCome() throws Exception {
    start("blue-payment");
    start("blue-ledger");
    start("blue-payment");
    start("green-payment");
    start("green-payment");

    Killer killer = killer(() -> processes, 5);
    answers.set(SENDS);
    killer.close();

    assertThat(killer.kills()).hasSize(5);
    assertThat(killer.killed()).containsEntry("blue-ledger", 1);
    assertThat(killer.kills().get(4).ofLedger()).isTrue();
    assertThat(started).filteredOn(Process::isAlive).hasSizeLessThan(3);
  }

  @Test
  void shouldWaitForAProcess_whenNoneRuns_andKillNoneTwice() throws Exception {
    Killer killer = killer(() -> List.copyOf(processes), 2);
    answers.set(SENDS);
    start("blue-payment");
    assertThat(started.get(0).waitFor(20, TimeUnit.SECONDS)).isTrue();
    start("blue-payment");
    assertThat(started.get(1).waitFor(20, TimeUnit.SECONDS)).isTrue();
    killer.close();

    assertThat(killer.killed()).isEqualTo(Map.of("blue-payment", 2));
  }

  @Test
  void shouldSayWhy_whenItMustGiveUp() {
    Killer killer =
        killer(
            () -> {
              throw new IllegalStateException("no /proc");
            },
            5);
    answers.set(SENDS);
    killer.close();

    assertThat(violations.first())
        .containsExactly(
            "killer: it gave up after 0 kills: java.lang.IllegalStateException: no /proc");
  }

  @Test
  void shouldKillNothing_whenNothingIsAnswered_orNoneIsToBeKilled() throws Exception {
    start("blue-payment");

    killer(() -> processes, 5).close();
    answers.set(SENDS);
    killer(() -> processes, 0).close();

    assertThat(started.get(0).isAlive()).isTrue();
  }

  private Killer killer(Supplier<List<FunctionProcess>> found, int kills) {
    return new Killer(found, answers::get, kills, SENDS, 1, violations);
  }

  private void start(String function) throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    started.add(process);
    processes.add(new FunctionProcess(function, ProcessIdentity.of(process.pid()).orElseThrow()));
  }
}
