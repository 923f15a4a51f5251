package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemTimeTest {
  private final SystemTime time = new SystemTime();

  private void sleep(Duration duration) throws InterruptedException {
    time.sleepUntil(time.now().plus(duration));
  }

  @Test
  void waits() throws Exception {
    Instant until = time.now().plusMillis(20);

    time.sleepUntil(until);

    assertThat(time.now()).isAfterOrEqualTo(until);
  }

  @Test
  void goesOn_whenItIsWoken() throws Exception {
    time.wake();

    sleep(Duration.ofHours(1));

    time.requireGoing();
  }

  @Test
  void ends_whenItIsToldToStop() {
    time.stop();

    assertThatThrownBy(() -> sleep(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(time::requireGoing).isInstanceOf(InterruptedException.class);
  }

  @Test
  void goesOn_untilWhatIsUnderWayIsFinished() throws Exception {
    time.finishFirst(true);
    time.stop();
    sleep(Duration.ofHours(1)); // Woken.
    Instant until = time.now().plusMillis(20);

    time.sleepUntil(until);
    time.requireGoing();

    assertThat(time.now()).as("the pause between two tries stays").isAfterOrEqualTo(until);
    time.finishFirst(false);
    assertThatThrownBy(time::requireGoing).isInstanceOf(InterruptedException.class);
  }
}
