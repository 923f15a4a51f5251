package payments.shift.pulumi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StackLockTest {
  private static final String FILES =
      """
      error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.
        file:///state/.pulumi/locks/organization/payments/green/4792c87b.json?no_tmp_dir=true: created by ann@host1 (pid 12108) at 2026-11-24T15:56:13Z
      """;

  private static final String CLOUD =
      "error: [409] Conflict: Another update is currently in progress.\n";

  @Test
  void saysWhoHoldsIt() {
    StackLock lock = StackLock.read("green", FILES);

    assertThat(lock.explanation())
        .isEqualTo(
            "stack green is locked by ann@host1, process 12108, since 2026-11-24T15:56:13Z: wait for its end and start this again;"
                + " if it has died, run `pulumi cancel -s green`");
  }

  @Test
  void saysThatSomebodyDoes_whenPulumiDoesNotSayWho() {
    assertThat(StackLock.read("green", CLOUD).explanation())
        .startsWith("stack green is locked by another update: wait");
  }

  @Test
  void isNoConflict_whenAnUpdateFailsOtherwise() {
    assertThat(StackLock.isConflict(FILES)).isTrue();
    assertThat(StackLock.isConflict(CLOUD)).isTrue();
    assertThat(StackLock.isConflict("error: update failed")).isFalse();
  }

  @Test
  void isLeft_whenItsProcessHasEnded() {
    StackLock lock = StackLock.read("green", FILES);

    assertThat(lock.isLeft("ann", "host1", pid -> Optional.empty())).isTrue();
  }

  @Test
  void isLeft_whenItsProcessIdIsAnotherProgramsNow() {
    StackLock lock = StackLock.read("green", FILES);

    assertThat(lock.isLeft("ann", "host1", pid -> Optional.of(ProcessHandle.current()))).isTrue();
  }

  @Test
  @Timeout(20)
  void isLeft_whenItsProcessWasKilledAndIsStillListed() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 30").start();
    try {
      String killed = parent.inputReader().readLine();
      String lock =
          FILES
              .replace("ann", System.getProperty("user.name"))
              .replace("host1", Files.readString(Path.of("/proc/sys/kernel/hostname")).strip())
              .replace("12108", killed);

      while (!StackLock.read("green", lock).isLeft()) {
        Thread.sleep(5);
      }
      assertThat(ProcessHandle.of(Long.parseLong(killed))).isPresent();
    } finally {
      parent.destroy();
      parent.waitFor();
    }
  }

  @Test
  void isNotLeft_whenItIsOfAnotherUserOrHost() {
    StackLock lock = StackLock.read("green", FILES);

    assertThat(lock.isLeft("bob", "host1", pid -> Optional.empty())).isFalse();
    assertThat(lock.isLeft("ann", "host2", pid -> Optional.empty())).isFalse();
  }

  @Test
  void isNotLeft_whereOthersMayHaveTheSameNames() {
    StackLock bucket = StackLock.read("green", FILES.replace("file:///", "s3://bucket/"));

    assertThat(bucket.holders()).hasSize(1);
    assertThat(bucket.isLeft("ann", "host1", pid -> Optional.empty())).isFalse();
    assertThat(StackLock.read("green", CLOUD).isLeft("ann", "host1", pid -> Optional.empty()))
        .isFalse();
  }
}
