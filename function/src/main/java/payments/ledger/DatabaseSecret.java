package payments.ledger;

import java.util.Map;
import payments.json.Json;
import payments.json.JsonException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The database's user and password, which Secrets Manager has as JSON (<a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">structure</a>).
 * Read when they are first needed, and kept until they are to be forgotten.
 */
final class DatabaseSecret {
  private final SecretsManagerClient secrets;
  private final String id;
  private Login login;

  /** The secret of that name or ARN. */
  DatabaseSecret(SecretsManagerClient secrets, String id) {
    this.secrets = secrets;
    this.id = id;
  }

  /** Who the function is to the database. */
  record Login(String user, String password) {
    /** The password is not to be seen. */
    @Override
    public String toString() {
      return "Login of " + user;
    }
  }

  /**
   * The login as it was read last.
   *
   * @throws LedgerUnavailableException if the secret cannot be read, or is no login; without any
   *     part of it
   */
  Login login() {
    if (login == null) {
      login = parse(read());
    }
    return login;
  }

  /** It is wrong, or no longer right: the next one is read. */
  void forget() {
    login = null;
  }

  private String read() {
    try {
      return String.valueOf(secrets.getSecretValue(request -> request.secretId(id)).secretString());
    } catch (SdkException e) {
      throw new LedgerUnavailableException("the database's secret cannot be read", e);
    }
  }

  private static Login parse(String secret) {
    try {
      if (Json.parse(secret) instanceof Map<?, ?> map
          && map.get("username") instanceof String user
          && map.get("password") instanceof String password) {
        return new Login(user, password);
      }
    } catch (JsonException e) {
      // Its message may have a part of the secret.
    }
    throw new LedgerUnavailableException(
        "the database's secret is not a JSON object with username and password, both text");
  }
}
