package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.testing.Settings;

class PaymentSettingsTest {
  @Test
  void of_shouldReadEveryVariable() {
    assertThat(PaymentSettings.of(Settings.ENVIRONMENT))
        .isEqualTo(
            new PaymentSettings(
                "dev",
                "blue",
                "us-east-1",
                "7",
                "payments-dev-sessions",
                "payments-dev-logs",
                "db.example.com",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-abc"));
  }

  @Test
  void of_shouldNameAllThatAreMissingOrEmpty() {
    Map<String, String> environment = new HashMap<>(Settings.ENVIRONMENT);
    environment.remove("COLOR");
    environment.put("SESSION_TABLE", " ");

    assertThatThrownBy(() -> PaymentSettings.of(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Set these environment variables of the function: COLOR, SESSION_TABLE");
  }
}
