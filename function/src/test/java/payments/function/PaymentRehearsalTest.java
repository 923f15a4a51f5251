package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.testing.Settings;

class PaymentRehearsalTest {
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  @BeforeEach
  void setUp() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterEach
  void tearDown() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

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
