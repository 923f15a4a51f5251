package payments.local.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.process.ProcessRegistry;

final class PulumiTest {
  @TempDir Path folder;
  private Path program;
  private Path called;
  private Layout layout;
  private Pulumi pulumi;
  private Process foreign;

  @BeforeEach
  void setUp() throws IOException {
    called = folder.resolve("called");
    layout = new Layout(folder);
    program = folder.resolve("bin/pulumi");
    script("echo \"$@\" >>" + called);
    pulumi =
        new Pulumi(
            layout,
            new ProcessRegistry(layout.processes()),
            Map.of("PATH", program.getParent().toString()));
  }

  @AfterEach
  void tearDown() throws InterruptedException {
    if (foreign != null) {
      foreign.destroyForcibly();
      assertThat(foreign.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void recover_shouldDoNothing_whenNothingIsLeft() {
    assertThat(pulumi.recover("blue")).isEqualTo(Pulumi.LastUpdate.FINISHED);
    assertThat(called).doesNotExist();
  }

  @Test
  void recover_shouldCancel_whenTheLocksOwnerIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    lock(gone.pid());

    pulumi.recover("blue");

    assertThat(called).content().isEqualToIgnoringNewLines("cancel --yes --stack blue");
  }

  @Test
  void recover_shouldCancel_whenTheOwnersIdIsNowAnotherProgramsId() throws Exception {
    lock(ProcessHandle.current().pid());

    pulumi.recover("blue");

    assertThat(called).content().startsWith("cancel");
  }

  @Test
  void recover_shouldRefuse_whenSomebodysPulumiHoldsTheLock() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("pulumi");
    Files.copy(Path.of("/bin/sleep").toRealPath(), other);
    assertThat(other.toFile().setExecutable(true)).isTrue();
    foreign = new ProcessBuilder(other.toString(), "60").start();
    lock(foreign.pid());

    assertThatThrownBy(() -> pulumi.recover("blue"))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            "pulumi (process %d) is working on blue: wait for it, or stop it"
                .formatted(foreign.pid()));
    assertThat(called).doesNotExist();
  }

  private void lock(long pid) throws IOException {
    Path locks = layout.pulumiState().resolve(".pulumi/locks/organization/payments/blue");
    Files.createDirectories(locks);
    Files.writeString(
        locks.resolve("one.json"), "{\"pid\":%d,\"username\":\"somebody\"}".formatted(pid));
  }

  private void script(String line) throws IOException {
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
