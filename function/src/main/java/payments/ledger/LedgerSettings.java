package payments.ledger;

import java.util.Map;
import payments.store.EnvironmentReader;

/**
 * What the program sets in the ledger function's environment.
 *
 * @param environment {@code ENVIRONMENT}: the environment's suffix
 * @param color {@code COLOR}
 * @param region {@code AWS_REGION}, which Lambda sets
 * @param endpoint {@code DB_ENDPOINT}: the cluster's writer endpoint
 * @param port {@code DB_PORT}
 * @param database {@code DB_NAME}
 * @param secret {@code DB_SECRET_ARN}: has username and password
 * @param failureQueue {@code FAILURE_QUEUE_URL}
 */
public record LedgerSettings(
    String environment,
    String color,
    String region,
    String endpoint,
    String port,
    String database,
    String secret,
    String failureQueue) {

  /**
   * Reads them.
   *
   * @throws IllegalStateException naming every variable that is missing or empty
   */
  public static LedgerSettings of(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    LedgerSettings settings =
        new LedgerSettings(
            reader.required("ENVIRONMENT"),
            reader.required("COLOR"),
            reader.required("AWS_REGION"),
            reader.required("DB_ENDPOINT"),
            reader.required("DB_PORT"),
            reader.required("DB_NAME"),
            reader.required("DB_SECRET_ARN"),
            reader.required("FAILURE_QUEUE_URL"));
    reader.finish();
    return settings;
  }
}
