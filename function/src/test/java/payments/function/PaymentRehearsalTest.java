package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import payments.testing.Settings;

class PaymentRehearsalTest {
  @Test
  void run_shouldGoThroughAllThreeSteps_whenNothingIsThere() {
    assertThat(new PaymentRehearsal(Settings.BLUE).run())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"statusCode\":200")
        .contains("completed");
  }
}
