package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.Authority;
import payments.testing.Database;
import payments.testing.SecretServer;

/** Against a real MariaDB with a certificate of the test's own authority. */
class AuroraTlsTest {
  /** What the server's certificate is for; 127.0.0.1 leads there too. */
  private static final String HOST = "localhost";

  private static final String NO_AUTHORITY = "PKIX path";

  @TempDir static Path folder;
  private static Authority authority;
  private static Authority other;
  private static Database database;

  private SecretServer secrets;

  @BeforeAll
  static void startDatabase() throws Exception {
    authority = new Authority(folder.resolve("authority"));
    other = new Authority(folder.resolve("other"));
    database = Database.start(authority.serverOptions(HOST));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void setUp() throws Exception {
    secrets = new SecretServer(Database.PASSWORD);
  }

  @AfterEach
  void tearDown() {
    secrets.close();
  }

  @Test
  void open_shouldEncrypt_whenCertificateIsOfTheAuthorityForTheHost() throws Exception {
    try (Connection connection =
            connections(HOST, database.port(), authority.certificate()).open();
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SHOW STATUS LIKE 'Ssl_version'")) {
      assertThat(version.next()).isTrue();
      assertThat(version.getString(2)).isIn("TLSv1.2", "TLSv1.3");
    }
  }

  @Test
  void write_shouldWork_overTls() throws Exception {
    AuroraLedger ledger =
        new AuroraLedger((Connections) connections(HOST, database.port(), authority.certificate()));

    assertThat(ledger.write(Ledgers.batch(Ledgers.entry("t-1", "1")))).isEmpty();

    ledger.beforeCheckpoint(null);
    assertThat(database.rows("SELECT transaction_id FROM payments"))
        .containsExactly(List.of("t-1"));
  }

  /** The driver alone would let it pass, since the server knows the password. */
  @Test
  void open_shouldRefuse_whenCertificateIsOfAnotherAuthority() throws Exception {
    assertRefused(connections(HOST, database.port(), other.certificate()), NO_AUTHORITY);
  }

  @Test
  void open_shouldRefuse_whenOnlyAmazonsAuthoritiesAreTrusted() throws Exception {
    assertRefused(connections(HOST, database.port(), Tls.bundle()), NO_AUTHORITY);
  }

  @Test
  void open_shouldRefuse_whenCertificateIsForAnotherHost() throws Exception {
    assertRefused(
        connections("127.0.0.1", database.port(), authority.certificate()),
        "SSL hostname verification failed");
  }

  @Test
  void open_shouldRefuse_whenServerDoesNotEncrypt() throws Exception {
    try (Database plain = Database.start()) {
      assertRefused(
          connections(HOST, plain.port(), authority.certificate()),
          "ssl not enabled in the server");
    }
  }

  private static void assertRefused(AuroraConnections connections, String reason) {
    assertThatThrownBy(connections::open)
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining(reason);
  }

  private static AuroraConnections connections(String host, int port, URL authority) {
    return new AuroraConnections(
        Ledgers.settings(host, port), Ledgers.secrets(), Tls.VERIFY_IDENTITY, authority);
  }
}
