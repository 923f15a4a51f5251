package payments.shift.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EndingInOrderTest {
  private final List<String> told = new ArrayList<>();

  @Test
  @Timeout(30)
  void waitsForTheRunThatItEnds_howeverLongItTakes() throws Exception {
    var begun = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    var ending = new EndingInOrder(stopped::countDown, line -> tell(line, finished));
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () ->
                ending.run(
                    () -> {
                      begun.countDown();
                      await(stopped);
                      await(finished);
                      return 1;
                    }));
    begun.await();

    ending.await(Duration.ofMillis(5));

    assertThat(run.get()).isEqualTo(1);
    assertThat(told)
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(it -> it.contains("`kill -9 " + ProcessHandle.current().pid() + "`"));
  }

  /** What is told three times has been waited for three times. */
  private void tell(String line, CountDownLatch finished) {
    told.add(line);
    if (told.size() == 3) {
      finished.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
