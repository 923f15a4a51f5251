package payments.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.MemoryStores.Fault;
import payments.testing.Settings;
import payments.testing.TestClock;

class PaymentRehearsalTest {
  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final PaymentHandler handler =
      new PaymentHandler(Settings.BLUE, stores, stores, null, new Calls(clock).log(), clock);

  @Test
  void run_shouldSucceed_whenNothingIsThere() {
    assertThatCode(new PaymentRehearsal(Settings.BLUE)::run).doesNotThrowAnyException();
  }

  @Test
  void play_shouldGoThroughAllSteps() {
    PaymentRehearsal.play(handler);

    assertThat(stores.calls).startsWith("claim", "log", "complete", "ping");
  }

  @ParameterizedTest
  @CsvSource({"0, claim", "1, log", "2, complete", "3, ping"})
  void play_shouldFail_whenOneStepFails(int before, String step) {
    Fault[] faults = new Fault[before + 1];
    Arrays.fill(faults, Fault.NONE);
    faults[before] = Fault.DOWN;
    stores.faults(faults);

    assertThatThrownBy(() -> PaymentRehearsal.play(handler))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the rehearsal was answered with {\"statusCode\":503");
    assertThat(stores.calls.get(before)).isEqualTo(step);
  }
}
