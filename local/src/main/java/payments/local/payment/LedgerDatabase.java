package payments.local.payment;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.aurora.Addresses;
import payments.local.aurora.Cluster;
import payments.local.aurora.Clusters;
import payments.local.aurora.LocalAurora;
import payments.local.emulator.AwsClients;

/** Reads the colors' ledgers, in the databases that stand for their clusters. */
public final class LedgerDatabase {
  private static final int UNKNOWN_TABLE = 1146;

  private final AwsClients aws;
  private final Settings settings;
  private final Layout layout;

  /** What is asked of a ledger. */
  @FunctionalInterface
  public interface Query<T> {
    /** Asks it. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * @param aws clients for the emulator
   * @param settings the loopback addresses of the databases
   * @param layout where those are remembered
   */
  public LedgerDatabase(AwsClients aws, Settings settings, Layout layout) {
    this.aws = aws;
    this.settings = settings;
    this.layout = layout;
  }

  /**
   * Asks the ledger of a color.
   *
   * @return empty if there is no cluster, no server or no table: the ledger function makes the
   *     table with the first payment
   * @throws LocalException if the query fails for another reason
   */
  public <T> Optional<T> ask(Deployment.Color color, Query<T> query) {
    Optional<Cluster> cluster =
        new Clusters(aws)
            .list().stream().filter(found -> found.endpoint().equals(color.database())).findFirst();
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = connect(cluster.get())) {
      return Optional.of(query.run(connection));
    } catch (SQLException e) {
      if (e.getErrorCode() == UNKNOWN_TABLE
          || e.getSQLState() == null
          || e.getSQLState().startsWith("08")) {
        return Optional.empty();
      }
      throw new LocalException(
          "cannot read the ledger of " + color.name() + ": " + e.getMessage(), e);
    }
  }

  private Connection connect(Cluster cluster) throws SQLException {
    String address =
        new Addresses(LocalAurora.addressFile(layout), settings.databaseNet()).of(cluster.key());
    Properties login = new Properties();
    login.setProperty("user", cluster.user());
    login.setProperty("password", cluster.password());
    return DriverManager.getConnection(
        "jdbc:mariadb://%s:%d/%s?sslMode=disable&connectTimeout=5000"
            .formatted(address, cluster.port(), cluster.database()),
        login);
  }
}
