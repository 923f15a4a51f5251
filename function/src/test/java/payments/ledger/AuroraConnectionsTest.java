package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuroraConnectionsTest {
  private static final LedgerSettings SETTINGS =
      new LedgerSettings(
          "dev", "blue", "eu-west-1", "db.example.com", "3306", "payments", "arn:secret", "queue");

  @AfterEach
  void tearDown() {
    System.clearProperty(Tls.PROPERTY);
  }

  @Test
  void properties_shouldEncryptAndFollowFailover_onAws() {
    assertThat(new AuroraConnections(SETTINGS, Ledgers.secrets()).properties())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("wrapperPlugins", "failover"),
                Map.entry("wrapperDialect", "aurora-mysql"),
                Map.entry("failoverTimeoutMs", "15000"),
                Map.entry("sessionVariables", "sql_mode='STRICT_TRANS_TABLES'"),
                Map.entry("connectTimeout", "3000"),
                Map.entry("socketTimeout", "10000"),
                Map.entry("sslMode", "verify-full"),
                Map.entry("tlsSocketType", "strict"),
                Map.entry("serverSslCert", Tls.bundle().toString())));
  }

  @Test
  void properties_shouldLeaveOutFailover_whenDatabaseIsOnThisMachine() {
    System.setProperty(Tls.PROPERTY, "DISABLED");

    assertThat(new AuroraConnections(SETTINGS, Ledgers.secrets()).properties())
        .containsEntry("wrapperPlugins", "")
        .containsEntry("sslMode", "disable")
        .doesNotContainKey("wrapperDialect");
  }
}
