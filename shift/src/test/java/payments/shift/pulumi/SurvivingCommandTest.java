package payments.shift.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.automation.CommandException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.ConcurrentUpdateException;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivingCommandTest {
  @TempDir private Path folder;

  private final List<List<String>> delegated = new ArrayList<>();
  private SurvivingCommand command;

  @BeforeEach
  void makeCommand() {
    var cli =
        new PulumiCommand() {
          @Override
          public Version version() {
            return Version.of(3, 0);
          }

          @Override
          public CommandResult run(List<String> arguments, CommandRunOptions options) {
            delegated.add(arguments);
            return new CommandResult(0, "", "");
          }
        };
    command = new SurvivingCommand(cli, folder.resolve("pulumi").toString(), folder);
  }

  private void script(String... lines) throws IOException {
    Path script =
        Files.writeString(folder.resolve("pulumi"), "#!/bin/sh\n" + String.join("\n", lines));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private CommandResult up() throws Exception {
    return command.run(
        List.of("up", "--message", "shift blue to green: 90/10"),
        CommandRunOptions.builder().additionalEnv(Map.of("SAID", "hello")).build());
  }

  @Test
  void runsAnUpdateInTheProject() throws Exception {
    script("echo \"$SAID\"", "pwd", "for argument; do echo \"$argument\"; done");

    CommandResult result = up();

    assertThat(result.standardOutput().lines())
        .containsExactly(
            "hello",
            folder.toRealPath().toString(),
            "--cwd",
            folder.toString(),
            "--non-interactive",
            "up",
            "--message",
            "shift blue to green: 90/10");
    assertThat(delegated).isEmpty();
  }

  @Test
  void tellsWhatAnUpdateSaid_whenItFails() throws Exception {
    script("echo 'error: no' >&2", "exit 255");

    assertThatThrownBy(this::up)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("error: no");
  }

  @Test
  void tellsThatAStackIsLocked() throws Exception {
    script("echo 'error: the stack is currently locked by 1 lock(s).' >&2", "exit 255");

    assertThatThrownBy(this::up).isInstanceOf(ConcurrentUpdateException.class);
  }

  @Test
  void looksForAStack_insteadOfSelectingIt() throws Exception {
    command.run(List.of("stack", "select", "--stack", "green"), CommandRunOptions.Empty);
    command.run(List.of("stack", "ls", "--json"), CommandRunOptions.Empty);

    assertThat(delegated)
        .containsExactly(List.of("stack", "--stack", "green"), List.of("stack", "ls", "--json"));
  }

  @Test
  void isKnownByItsArguments_whileItRuns() throws Exception {
    // Waits without a process of its own, which would for a moment have the same arguments.
    script("read line");
    var update =
        new ProcessBuilder(
                folder.resolve("pulumi").toString(),
                "up",
                "--message=shift blue to green: 90/10",
                "--cwd",
                folder.toString())
            .start();
    try {
      assertThat(KilledUpdate.of(folder))
          .extracting(it -> it.process().pid())
          .containsExactly(update.pid());
      assertThat(KilledUpdate.of(folder.resolve("other"))).isEmpty();
    } finally {
      update.destroy();
      update.waitFor();
    }
  }
}
