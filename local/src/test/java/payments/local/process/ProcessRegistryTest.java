package payments.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRegistryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private ProcessRegistry processes;

  @BeforeEach
  void setUp() {
    processes = new ProcessRegistry(folder.resolve("run"));
  }

  @AfterEach
  void tearDown() {
    processes.running().forEach(name -> processes.stop(name, PATIENCE));
  }

  @Test
  void start_shouldRecordTheProcessBeforeItReturns() {
    Process process = start("sleeper", "sleep", "60");

    assertThat(processes.find("sleeper").orElseThrow().pid()).isEqualTo(process.pid());
    assertThat(processes.running()).containsExactly("sleeper");
  }

  @Test
  void start_shouldPutTheProcessIntoASessionOfItsOwn() throws IOException {
    Process process = start("sleeper", "sleep", "60");

    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
    assertThat(session).isEqualTo(Long.toString(process.pid()));
  }

  @Test
  void start_shouldPassEnvironmentAndWriteTheLog() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        processes.start(
            "teller", List.of("sh", "-c", "echo $GREETING"), Map.of("GREETING", "hello"), log);
    process.waitFor();

    assertThat(log).hasContent("hello");
    assertThat(processes.find("teller")).isEmpty();
  }

  @Test
  void find_shouldSurviveARestartOfTheDriver() {
    start("sleeper", "sleep", "60");

    assertThat(new ProcessRegistry(folder.resolve("run")).find("sleeper")).isPresent();
  }

  @Test
  void find_shouldBeEmpty_whenTheIdNowBelongsToAnotherProcess() throws IOException {
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessIdentity now = ProcessIdentity.of(foreign.pid()).orElseThrow();
      record(new ProcessIdentity(now.pid(), "1", now.boot()));

      assertThat(processes.find("sleeper")).isEmpty();
      assertThat(processes.stop("sleeper", PATIENCE)).isTrue();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  @Test
  void find_shouldBeEmpty_whenTheRecordIsOfAnEarlierBoot() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    record(new ProcessIdentity(self.pid(), self.start(), "an-earlier-boot"));

    assertThat(processes.find("sleeper")).isEmpty();
  }

  @Test
  void find_shouldBeEmpty_whenTheRecordIsNotOne() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/sleeper.pid"), "");

    assertThat(processes.find("sleeper")).isEmpty();
  }

  @Test
  void stop_shouldEndTheProcessInOrder() throws InterruptedException {
    Process process = start("sleeper", "sleep", "60");

    assertThat(processes.stop("sleeper", PATIENCE)).isTrue();
    // The JDK learns of the end a moment after /proc tells it.
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void stop_shouldEndTheProcessByForce_whenItDoesNotGo() throws Exception {
    Path ready = folder.resolve("ready");
    Process process =
        start(
            "stubborn",
            "sh",
            "-c",
            "trap '' TERM; touch " + ready + "; while :; do sleep 0.1; done");
    while (!Files.exists(ready)) {
      Pause.of(Duration.ofMillis(10));
    }

    assertThat(processes.stop("stubborn", Duration.ofMillis(300))).isFalse();
    process.waitFor();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void stop_shouldDoNothing_whenNothingRuns() {
    assertThat(processes.stop("nobody", PATIENCE)).isTrue();
  }

  private Process start(String name, String... command) {
    return processes.start(name, List.of(command), Map.of(), folder.resolve("log"));
  }

  private void record(ProcessIdentity identity) {
    try {
      Files.createDirectories(folder.resolve("run"));
      Files.writeString(folder.resolve("run/sleeper.pid"), identity + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
