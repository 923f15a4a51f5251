package payments.local.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.Layout;
import payments.local.Settings;
import payments.local.process.Pause;
import payments.local.process.ProcessRegistry;

/** With the real server. */
class LocalAuroraTest {
  /** Not the net of a running local system. */
  private static final String NET = "127.77.1";

  @TempDir private Path folder;
  private Layout layout;
  private ProcessRegistry processes;

  @BeforeEach
  void setUp() {
    layout = new Layout(folder);
    processes = new ProcessRegistry(layout.processes());
  }

  @AfterEach
  void tearDown() {
    processes.running().forEach(name -> processes.stop(name, Duration.ofSeconds(10)));
  }

  @Test
  void reconcile_shouldServeAClusterForAsLongAsItExists() throws Exception {
    // GIVEN a cluster that RDS knows
    LocalAurora aurora = aurora();
    aurora.reconcile(List.of(cluster("it's secret")));
    execute("it's secret", "CREATE TABLE t (n INT)");
    execute("it's secret", "INSERT INTO t VALUES (42)");
    assertThat(layout.hostsFile()).content().contains("127.77.1.1 c.cluster-1.rds.amazonaws.com\n");
    assertThat(layout.hostsFile())
        .content()
        .contains("127.77.1.1 c.cluster-ro-1.rds.amazonaws.com\n");

    // WHEN its server dies, THEN the next round starts it again with its data
    processes.stop("aurora-us-east-1.c", Duration.ofSeconds(10));
    aurora.reconcile(List.of(cluster("it's secret")));
    assertThat(query("it's secret", "SELECT n FROM t")).isEqualTo(42);

    // WHEN the secret is rotated, THEN the new password holds
    aurora.reconcile(List.of(cluster("rotated")));
    assertThat(query("rotated", "SELECT n FROM t")).isEqualTo(42);

    // WHEN the resident process starts again, THEN it finds the server that runs
    long pid = processes.find("aurora-us-east-1.c").orElseThrow().pid();
    LocalAurora restarted = aurora();
    restarted.reconcile(List.of(cluster("rotated")));
    assertThat(processes.find("aurora-us-east-1.c").orElseThrow().pid()).isEqualTo(pid);

    // WHEN it starts again and the secret was rotated meanwhile, THEN the new password holds
    restarted = aurora();
    restarted.reconcile(List.of(cluster("rotated again")));
    assertThat(query("rotated again", "SELECT n FROM t")).isEqualTo(42);

    // WHEN the cluster is deleted, THEN so are server, data and names
    restarted.reconcile(List.of());
    assertThat(processes.running()).isEmpty();
    assertThat(Files.exists(layout.aurora().resolve("us-east-1.c"))).isFalse();
    assertThat(layout.hostsFile()).hasContent("127.0.0.1 localhost\n");
  }

  private LocalAurora aurora() {
    Settings settings =
        Settings.read(
            Map.of(
                Settings.DATABASE_NET,
                NET,
                Settings.CACHE,
                Path.of("target", "test-cache").toAbsolutePath().toString()));
    return new LocalAurora(settings, layout, processes, MariaDbDistribution.prepare(settings));
  }

  private static Cluster cluster(String password) {
    return new Cluster(
        "us-east-1",
        "c",
        "c.cluster-1.rds.amazonaws.com",
        "c.cluster-ro-1.rds.amazonaws.com",
        3306,
        "payments",
        "admin",
        password);
  }

  private static void execute(String password, String sql) throws SQLException {
    try (Connection connection = connect(password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int query(String password, String sql) throws SQLException {
    try (Connection connection = connect(password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Connection connect(String password) throws SQLException {
    awaitPort();
    return DriverManager.getConnection(
        "jdbc:mariadb://127.77.1.1:3306/payments?sslMode=disable", "admin", password);
  }

  private static void awaitPort() {
    for (int attempt = 0; attempt < 200; attempt++) {
      try (Socket socket = new Socket("127.77.1.1", 3306)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (java.io.IOException e) {
        Pause.of(Duration.ofMillis(100));
      }
    }
  }
}
