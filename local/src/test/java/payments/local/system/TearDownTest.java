package payments.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.console.Progress;
import payments.local.process.ProcessRegistry;

/** Of a system whose emulator does not start: its cache is empty. */
class TearDownTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(output, true, StandardCharsets.UTF_8), false);
  private Layout layout;
  private ProcessRegistry processes;
  private LocalSystem system;
  private int port;

  @BeforeEach
  void setUp() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    layout = new Layout(folder.resolve("checkout"));
    processes = new ProcessRegistry(layout.processes());
    system =
        new LocalSystem(
            Settings.read(
                Map.of(
                    Settings.CACHE, folder.resolve("cache").toString(),
                    Settings.EMULATOR_PORT, Integer.toString(port))),
            layout);
  }

  @AfterEach
  void tearDown() {
    system.close();
    progress.close();
    processes.running().forEach(name -> processes.stop(name, Duration.ofSeconds(5)));
  }

  @Test
  void run_shouldSayThatNothingRuns_whenNothingWasStarted() {
    new TearDown(system, progress).run(false);

    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("Nothing runs here.\n");
  }

  @Test
  void run_shouldStopAndDeleteEverything_whenThereAreNoStacks() {
    sleeper();

    new TearDown(system, progress).run(false);

    assertThat(processes.running()).isEmpty();
    assertThat(layout.local()).doesNotExist();
    assertThat(output.toString(StandardCharsets.UTF_8)).endsWith("Nothing is left.\n");
  }

  @Test
  void run_shouldKeepEverything_whenTheStacksCannotBeDestroyed() throws IOException {
    sleeper();
    Files.createDirectories(layout.pulumiProject());

    assertThatThrownBy(() -> new TearDown(system, progress).run(false))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("the AWS emulator does not come up")
        .hasMessageEndingWith("`make local-down FORCE=1` stops everything all the same");
    assertThat(processes.running()).containsExactly("sleeper");
    assertThat(layout.pulumiProject()).exists();
  }

  @Test
  void run_shouldStopAndDeleteEverything_andSayWhatWasNotDestroyed_whenForced() throws IOException {
    sleeper();
    Files.createDirectories(layout.pulumiProject());

    assertThatThrownBy(() -> new TearDown(system, progress).run(true))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("all is stopped, but this was left in the emulator")
        .hasMessageContaining("what could not be destroyed: the AWS emulator does not come up");
    assertThat(processes.running()).isEmpty();
    assertThat(layout.local()).doesNotExist();
  }

  @Test
  void run_shouldNotAskSomebodyElsesEmulator_whenOursDoesNotRun() throws IOException {
    Files.createDirectories(layout.pulumiProject());
    try (ServerSocket foreign = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> new TearDown(system, progress).run(false))
          .isInstanceOf(LocalException.class)
          .hasMessageStartingWith(
              "port %d, for the AWS emulator, is taken by java".formatted(foreign.getLocalPort()));
    }
  }

  private void sleeper() {
    processes.start("sleeper", List.of("sleep", "60"), Map.of(), layout.logs().resolve("log"));
  }
}
