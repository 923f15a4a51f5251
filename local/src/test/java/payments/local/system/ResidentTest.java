package payments.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.local.LocalException;

class ResidentTest {
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void tearDown() {
    assertThat(Thread.interrupted()).as("told to stop and not stopped").isFalse();
  }

  @Test
  void forever_shouldGoOn_whateverTheTaskThrows_andTellEachProblemOnce() {
    repeat(
        () -> {},
        fails(new IllegalStateException("a")),
        fails(new IllegalStateException("a")),
        fails(new NullPointerException("b")),
        () -> {},
        () -> {},
        fails(new LocalException("c")));

    assertThat(log)
        .containsExactly(
            "edge: java.lang.IllegalStateException: a",
            "edge: java.lang.NullPointerException: b",
            "edge: works again",
            "edge: payments.local.LocalException: c");
  }

  @Test
  void forever_shouldBeSilent_whenNothingFails() {
    repeat(() -> {}, () -> {});

    assertThat(log).isEmpty();
  }

  /** Runs the tasks one after the other, and tells the thread to stop in the last. */
  private void repeat(Runnable... tasks) {
    Iterator<Runnable> next = List.of(tasks).iterator();
    Runnable task =
        () -> {
          Runnable current = next.next();
          if (!next.hasNext()) {
            Thread.currentThread().interrupt();
          }
          current.run();
        };
    assertThatThrownBy(() -> Resident.forever("edge", Duration.ofMillis(1), task, log::add))
        .isInstanceOf(LocalException.class)
        .hasMessage("interrupted while waiting");
    assertThat(next.hasNext()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Runnable fails(RuntimeException problem) {
    return () -> {
      throw problem;
    };
  }
}
