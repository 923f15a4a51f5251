package payments.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections through the AWS Advanced JDBC Wrapper: it reads user and password from Secrets
 * Manager once, reads them again when the database refuses them (rotation), and follows a failover
 * to the new writer. Its monitoring plugins are left out: their threads do not run while a function
 * is frozen.
 */
public final class AuroraConnections implements Connections {
  private static final String CONNECT_TIMEOUT_MS = "3000";
  private static final String SOCKET_TIMEOUT_MS = "10000";
  private static final String FAILOVER_TIMEOUT_MS = "15000";

  private final String url;
  private final Properties properties = new Properties();

  /** Connections to that database. */
  public AuroraConnections(LedgerSettings settings) {
    this.url =
        "jdbc:aws-wrapper:mariadb://%s:%s/%s"
            .formatted(settings.endpoint(), settings.port(), settings.database());
    properties.setProperty("wrapperPlugins", "awsSecretsManager,failover");
    properties.setProperty("secretsManagerSecretId", settings.secret());
    properties.setProperty("secretsManagerRegion", settings.region());
    properties.setProperty("failoverTimeoutMs", FAILOVER_TIMEOUT_MS);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_MS);
    Tls.configured().into(properties);
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = new software.amazon.jdbc.Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("no driver takes " + url);
    }
    return connection;
  }
}
