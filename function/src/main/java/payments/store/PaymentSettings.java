package payments.store;

import java.util.Map;

/**
 * What the program sets in the payment function's environment.
 *
 * @param environment {@code ENVIRONMENT}: the environment's suffix
 * @param color {@code COLOR}
 * @param region {@code AWS_REGION}, which Lambda sets
 * @param version {@code AWS_LAMBDA_FUNCTION_VERSION}, which Lambda sets
 * @param sessionTable {@code SESSION_TABLE}
 * @param bucket {@code TRANSACTION_BUCKET}
 * @param databaseEndpoint {@code DB_ENDPOINT}
 * @param databaseSecret {@code DB_SECRET_ARN}
 */
public record PaymentSettings(
    String environment,
    String color,
    String region,
    String version,
    String sessionTable,
    String bucket,
    String databaseEndpoint,
    String databaseSecret) {

  /**
   * Reads them.
   *
   * @throws IllegalStateException naming every variable that is missing or empty
   */
  public static PaymentSettings of(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    PaymentSettings settings =
        new PaymentSettings(
            reader.required("ENVIRONMENT"),
            reader.required("COLOR"),
            reader.required("AWS_REGION"),
            environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            reader.required("SESSION_TABLE"),
            reader.required("TRANSACTION_BUCKET"),
            reader.required("DB_ENDPOINT"),
            reader.required("DB_SECRET_ARN"));
    reader.finish();
    return settings;
  }
}
