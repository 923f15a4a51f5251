package payments.ledger;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Connections through the AWS Advanced JDBC Wrapper, which follows a failover to the new writer.
 * User and password are read from Secrets Manager once, and again when the database refuses them
 * (rotation).
 *
 * <p>Two of the wrapper's plugins are left out. That for Secrets Manager makes its client itself,
 * which waits longer for an answer than this function may run, and it logs a secret that it cannot
 * read. The monitoring ones have threads, which do not run while a function is frozen.
 */
public final class AuroraConnections implements Connections {
  private static final String CONNECT_TIMEOUT_MS = "3000";
  private static final String SOCKET_TIMEOUT_MS = "10000";
  private static final String FAILOVER_TIMEOUT_MS = "15000";

  /** What the database says to a wrong password. */
  private static final String LOGIN_REFUSED = "28";

  private final String url;
  private final DatabaseSecret secret;
  private final Properties properties = new Properties();

  /** Connections to that database: a cluster, unless its connections are not encrypted. */
  public AuroraConnections(LedgerSettings settings, SecretsManagerClient secrets) {
    this(settings, secrets, Tls.configured(), Tls.bundle());
    // A database on this machine has no topology to follow.
    if (Tls.configured() != Tls.DISABLED) {
      properties.setProperty("wrapperPlugins", "failover");
      // With MariaDB's driver the wrapper would take the cluster for a MariaDB until it has looked.
      properties.setProperty("wrapperDialect", "aurora-mysql");
    }
  }

  /** Connections to a single server, whose certificate is of these authorities. */
  AuroraConnections(
      LedgerSettings settings, SecretsManagerClient secrets, Tls tls, URL authorities) {
    this.secret = new DatabaseSecret(secrets, settings.secret());
    this.url =
        "jdbc:aws-wrapper:mariadb://%s:%s/%s"
            .formatted(settings.endpoint(), settings.port(), settings.database());
    tls.into(properties, authorities);
    properties.setProperty("wrapperPlugins", "");
    // Strict, which Aurora is not by default: a value that a column cannot hold, and another
    // payment under a known id, are errors and not altered in silence.
    properties.setProperty("sessionVariables", "sql_mode='STRICT_TRANS_TABLES'");
    properties.setProperty("failoverTimeoutMs", FAILOVER_TIMEOUT_MS);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_MS);
  }

  /** What the wrapper and the driver are told, but for user and password. */
  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  @Override
  public Connection open() throws SQLException {
    try {
      return open(secret.login());
    } catch (SQLException e) {
      if (e.getSQLState() == null || !e.getSQLState().startsWith(LOGIN_REFUSED)) {
        throw e;
      }
    }
    secret.forget();
    return open(secret.login());
  }

  private Connection open(DatabaseSecret.Login login) throws SQLException {
    Properties all = properties();
    all.setProperty("user", login.user());
    all.setProperty("password", login.password());
    Connection connection;
    try {
      connection = new software.amazon.jdbc.Driver().connect(url, all);
    } catch (RuntimeException e) {
      throw new SQLException("the wrapper failed", e);
    }
    if (connection == null) {
      throw new SQLException("no driver takes the URL");
    }
    return connection;
  }
}
