package payments.local.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.process.ProcessRegistry;

final class PulumiTest {
  private static final String ROLE =
      "urn:pulumi:blue::payments::payments:Api$aws:iam/role:Role::payments-blue";

  private final Progress progress =
      new Progress(new PrintStream(OutputStream.nullOutputStream()), false);

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
            Map.of("PATH", program.getParent() + ":/usr/bin:/bin"));
  }

  @AfterEach
  void tearDown() throws InterruptedException {
    progress.close();
    if (foreign != null) {
      foreign.destroyForcibly();
      assertThat(foreign.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void recovered_shouldDoNothing_whenNothingIsLeft() {
    assertThat(pulumi.recovered("blue")).isTrue();
    assertThat(called).doesNotExist();
  }

  @Test
  void recovered_shouldCancel_whenTheLocksOwnerIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    lock(gone.pid());

    pulumi.recovered("blue");

    assertThat(called).content().isEqualToIgnoringNewLines("cancel --yes --stack blue");
  }

  @Test
  void recovered_shouldCancel_whenTheOwnersIdIsNowAnotherProgramsId() throws Exception {
    lock(ProcessHandle.current().pid());

    pulumi.recovered("blue");

    assertThat(called).content().startsWith("cancel");
  }

  @Test
  void recovered_shouldRefuse_whenSomebodysPulumiHoldsTheLock() throws Exception {
    Path other = sleepNamedPulumi();
    foreign = new ProcessBuilder(other.toString(), "60").start();
    lock(foreign.pid());

    assertThatThrownBy(() -> pulumi.recovered("blue"))
        .isInstanceOf(LocalException.class)
        .hasMessage(
            "pulumi (process %d) is working on blue: wait for it, or stop it"
                .formatted(foreign.pid()));
    assertThat(called).doesNotExist();
  }

  @Test
  void recovered_shouldRefuse_whenTheLocksOwnerRunsAProgramThatWasReplaced() throws Exception {
    Path other = sleepNamedPulumi();
    foreign = new ProcessBuilder(other.toString(), "60").start();
    Files.delete(other);
    lock(foreign.pid());

    assertThatThrownBy(() -> pulumi.recovered("blue"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("is working on blue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{}", "{\"pid\":null}", "{\"pid\":\"many\"}", "{\"pid\":[]}"})
  void recovered_shouldSayWhatToDo_whenTheLockCannotBeRead(String content) throws Exception {
    lock(content);

    assertThatThrownBy(() -> pulumi.recovered("blue"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("one.json does not say who holds it")
        .hasMessageContaining("delete the file");
    assertThat(called).doesNotExist();
  }

  @Test
  void up_shouldNotHaveTheColorsCompileTheProgramAtOnce() throws Exception {
    script("echo \"$MAVEN_OPTS\" >>" + called);

    pulumi.up("shared", progress);
    assertThat(called).content().doesNotContain("useIncrementalCompilation");
    pulumi.up("blue", progress);

    assertThat(called).content().contains("-Dmaven.compiler.useIncrementalCompilation=false");
  }

  @Test
  void up_shouldShowWhatTheProgramPrinted_besideWhatTheEngineSays() throws Exception {
    script("echo 'class payments.App not found'\n" + events(ROLE, "the Java program did not run"));

    assertThatThrownBy(() -> pulumi.up("blue", progress))
        .hasMessageContaining("the Java program did not run")
        .hasMessageContaining("class payments.App not found");
  }

  @Test
  void orphans_shouldBeWhatExistsAlready_andWasBegunByTheInterruptedUpdate() throws Exception {
    // GIVEN an update that was cut off while it created a role
    state("{\"resource\":{\"urn\":\"" + ROLE + "\"},\"type\":\"creating\"}");
    assertThat(pulumi.recovered("blue")).isFalse();
    state("");

    // WHEN the state is read anew, and by the next run updated
    script(events(ROLE, "creating Role: EntityAlreadyExists: it already exists"));
    assertThatThrownBy(() -> pulumi.up("blue", progress)).isInstanceOf(LocalException.class);

    // THEN the role is known to be left over
    assertThat(pulumi.orphans()).containsExactly(ROLE);
  }

  @Test
  void orphans_shouldLeaveOutWhatTheInterruptedUpdateHadNotBegun() throws Exception {
    state("{\"resource\":{\"urn\":\"" + ROLE + "\"},\"type\":\"creating\"}");
    pulumi.recovered("blue");

    script(events(ROLE + "2", "creating Role: EntityAlreadyExists: it already exists"));
    assertThatThrownBy(() -> pulumi.up("blue", progress)).isInstanceOf(LocalException.class);
    script(events(ROLE, "creating Role: AccessDenied"));
    assertThatThrownBy(() -> pulumi.up("blue", progress)).isInstanceOf(LocalException.class);

    assertThat(pulumi.orphans()).isEmpty();
  }

  @Test
  void orphans_shouldLeaveOutWhatWasBegunBeforeAnUpdateThatSucceeded() throws Exception {
    state("{\"resource\":{\"urn\":\"" + ROLE + "\"},\"type\":\"creating\"}");
    pulumi.recovered("blue");
    script("exit 0");
    pulumi.up("blue", progress);

    script(events(ROLE, "creating Role: EntityAlreadyExists: it already exists"));
    assertThatThrownBy(() -> pulumi.up("blue", progress)).isInstanceOf(LocalException.class);

    assertThat(pulumi.orphans()).isEmpty();
  }

  @Test
  void recovered_shouldBeFalse_whenAnOperationIsPending() throws Exception {
    state("{\"resource\":{\"urn\":\"" + ROLE + "\"},\"type\":\"deleting\"}");

    assertThat(pulumi.recovered("blue")).isFalse();
  }

  @Test
  void end_shouldEndTheUpdateThatAnInterruptedRunLeft() throws Exception {
    ProcessRegistry processes = new ProcessRegistry(layout.processes());
    foreign =
        processes.start(
            "pulumi-blue", List.of("sleep", "60"), Map.of(), layout.logs().resolve("log"));

    pulumi.end("blue", progress);

    assertThat(foreign.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(processes.running()).isEmpty();
  }

  private Path sleepNamedPulumi() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("pulumi");
    Files.copy(Path.of("/bin/sleep").toRealPath(), other);
    assertThat(other.toFile().setExecutable(true)).isTrue();
    return other;
  }

  private void state(String pending) throws IOException {
    Path file = layout.pulumiState().resolve(".pulumi/stacks/payments/blue.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"checkpoint\":{\"latest\":{\"pending_operations\":[" + pending + "]}}}");
  }

  /** A program that fails with one error of one resource. */
  private static String events(String urn, String message) {
    return """
        while [ "$1" != --event-log ]; do shift; done
        echo '{"diagnosticEvent":{"urn":"%s","severity":"error","message":"%s"}}' >>"$2"
        exit 1"""
        .formatted(urn, message);
  }

  private void lock(long pid) throws IOException {
    lock("{\"pid\":%d,\"username\":\"somebody\"}".formatted(pid));
  }

  private void lock(String content) throws IOException {
    Path locks = layout.pulumiState().resolve(".pulumi/locks/organization/payments/blue");
    Files.createDirectories(locks);
    Files.writeString(locks.resolve("one.json"), content);
    Files.writeString(locks.resolve("one.json.attrs"), "{\"user.metadata\":null}");
  }

  private void script(String line) throws IOException {
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
