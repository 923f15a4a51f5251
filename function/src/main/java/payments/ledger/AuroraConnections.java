package payments.ledger;

import java.net.URL;
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

  /** Connections to that database: a cluster, unless its connections are not encrypted. */
  public AuroraConnections(LedgerSettings settings) {
    this(settings, Tls.configured(), Tls.bundle());
    // A database on this machine has no topology to follow.
    if (Tls.configured() != Tls.DISABLED) {
      properties.setProperty("wrapperPlugins", "awsSecretsManager,failover");
      // With MariaDB's driver the wrapper would take the cluster for a MariaDB until it has looked.
      properties.setProperty("wrapperDialect", "aurora-mysql");
    }
  }

  /** Connections to a single server, whose certificate is of these authorities. */
  AuroraConnections(LedgerSettings settings, Tls tls, URL authorities) {
    this.url =
        "jdbc:aws-wrapper:mariadb://%s:%s/%s"
            .formatted(settings.endpoint(), settings.port(), settings.database());
    tls.into(properties, authorities);
    properties.setProperty("wrapperPlugins", "awsSecretsManager");
    // Strict, which Aurora is not by default: a value that a column cannot hold, and another
    // payment
    // under a known id, are errors and not altered in silence.
    properties.setProperty("sessionVariables", "sql_mode='STRICT_TRANS_TABLES'");
    properties.setProperty("secretsManagerSecretId", settings.secret());
    properties.setProperty("secretsManagerRegion", settings.region());
    properties.setProperty("failoverTimeoutMs", FAILOVER_TIMEOUT_MS);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_MS);
  }

  /** What the wrapper and the driver are told. */
  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection;
    try {
      connection = new software.amazon.jdbc.Driver().connect(url, properties);
    } catch (RuntimeException e) {
      throw new SQLException("the wrapper failed", e);
    }
    if (connection == null) {
      throw new SQLException("no driver takes the URL");
    }
    return connection;
  }
}
