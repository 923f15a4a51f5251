package payments.local.aurora;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.local.LocalException;
import payments.local.files.FileTree;
import payments.local.process.ProcessRegistry;

/** One MariaDB server: one cluster's data. */
final class MariaDbServer {
  private static final Duration STOP_TIME = Duration.ofSeconds(20);
  private static final List<String> SCRIPTS =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql");

  private final MariaDbDistribution distribution;
  private final ProcessRegistry processes;
  private final String name;
  private final Path folder;
  private final Path log;

  /**
   * @param distribution the server program
   * @param processes where its process is recorded
   * @param key the cluster's name on this machine
   * @param aurora the folder of all clusters' data
   * @param logs the folder of logs
   */
  MariaDbServer(
      MariaDbDistribution distribution,
      ProcessRegistry processes,
      String key,
      Path aurora,
      Path logs) {
    this.distribution = distribution;
    this.processes = processes;
    this.name = "aurora-" + key;
    this.folder = aurora.resolve(key);
    this.log = logs.resolve(name + ".log");
  }

  /**
   * Starts it for this cluster, its data made if there is none. One that runs is left alone, unless
   * it was started for another address or password: it takes them over at its start only.
   *
   * @throws LocalException if its data cannot be made; the server's own log says why
   */
  void serve(Cluster cluster, String address) {
    String setup = setup(cluster, address);
    if (running() && !setup.equals(startedWith())) {
      stop();
    }
    if (!running()) {
      start(cluster, address, setup);
    }
  }

  private boolean running() {
    return processes.find(name).isPresent();
  }

  private String startedWith() {
    try {
      return Files.exists(setupFile()) ? Files.readString(setupFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path setupFile() {
    return folder.resolve("setup.sql");
  }

  private void start(Cluster cluster, String address, String setup) {
    Path data = folder.resolve("data");
    Path made = folder.resolve("made");
    try {
      if (!Files.exists(made)) {
        FileTree.delete(data);
        Files.createDirectories(data);
        bootstrap(data);
        Files.createFile(made);
      }
      Files.deleteIfExists(setupFile());
      Files.createFile(
          setupFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(setupFile(), setup);
      List<String> command = new ArrayList<>(command(data));
      command.addAll(
          List.of(
              "--bind-address=" + address,
              "--port=" + cluster.port(),
              // Relative to the data folder: a socket's whole path may not exceed 107 bytes.
              "--socket=server.sock",
              "--pid-file=server.pid",
              "--skip-name-resolve",
              "--skip-ssl",
              "--lower-case-table-names=1",
              "--init-file=" + setupFile()));
      processes.start(name, command, Map.of(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it and keeps its data. */
  void stop() {
    processes.stop(name, STOP_TIME);
  }

  /** Stops it and deletes its data, as deleting the cluster does. */
  void delete() {
    stop();
    FileTree.delete(folder);
  }

  /**
   * The same user, password and database as the cluster has; run by the server at each start, and
   * kept, so that a driver that was restarted knows what the server was started for.
   */
  static String setup(Cluster cluster, String address) {
    String user = "%s@'%%'".formatted(quoted(cluster.user()));
    String password = quoted(cluster.password());
    return """
        -- on %s:%d
        CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4;
        CREATE USER IF NOT EXISTS %s IDENTIFIED BY %s;
        ALTER USER %s IDENTIFIED BY %s;
        GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION;
        """
        .formatted(
            address,
            cluster.port(),
            cluster.database().replace("`", "``"),
            user,
            password,
            user,
            password,
            user);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private void bootstrap(Path data) throws IOException {
    List<String> command = new ArrayList<>(command(data));
    command.add("--bootstrap");
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream input = process.getOutputStream()) {
      input.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
      for (String script : SCRIPTS) {
        Files.copy(distribution.share().resolve(script), input);
      }
    }
    try {
      if (process.waitFor() != 0) {
        throw new LocalException("MariaDB cannot make its data folder; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while MariaDB made its data folder", e);
    }
  }

  /** Small and without durability: the data is a copy of what the emulator's table holds. */
  private List<String> command(Path data) {
    return List.of(
        distribution.server().toString(),
        "--no-defaults",
        // The server refuses to run as root unless told so; it is ignored for other users.
        "--user=" + System.getProperty("user.name"),
        "--basedir=" + distribution.base(),
        "--datadir=" + data,
        "--lc-messages-dir=" + distribution.share(),
        "--innodb-buffer-pool-size=32M",
        "--innodb-log-file-size=8M",
        "--innodb-flush-log-at-trx-commit=2");
  }
}
