package payments.testing;

import java.util.HashMap;
import java.util.Map;
import payments.store.PaymentSettings;

/** The settings of a payment function under test. */
public final class Settings {
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ENVIRONMENT", "dev",
          "COLOR", "blue",
          "AWS_REGION", "us-east-1",
          "AWS_LAMBDA_FUNCTION_VERSION", "7",
          "SESSION_TABLE", "payments-dev-sessions",
          "TRANSACTION_BUCKET", "payments-dev-logs",
          "DB_ENDPOINT", "db.example.com",
          "DB_SECRET_ARN", "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-abc");

  public static final PaymentSettings BLUE = PaymentSettings.of(ENVIRONMENT);

  public static final PaymentSettings GREEN = PaymentSettings.of(green());

  private Settings() {}

  private static Map<String, String> green() {
    Map<String, String> green = new HashMap<>(ENVIRONMENT);
    green.put("ENVIRONMENT", "dev-green");
    green.put("COLOR", "green");
    green.put("AWS_REGION", "us-west-2");
    green.put("TRANSACTION_BUCKET", "payments-dev-green-logs");
    return green;
  }
}
