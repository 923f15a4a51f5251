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
  void properties_shouldEncryptFollowFailoverAndReadSecret_onAws() {
    assertThat(new AuroraConnections(SETTINGS).properties())
        .isEqualTo(
            Map.of(
                "wrapperPlugins", "awsSecretsManager,failover",
                "wrapperDialect", "aurora-mysql",
                "secretsManagerSecretId", "arn:secret",
                "secretsManagerRegion", "eu-west-1",
                "failoverTimeoutMs", "15000",
                "sessionVariables", "sql_mode='STRICT_TRANS_TABLES'",
                "connectTimeout", "3000",
                "socketTimeout", "10000",
                "sslMode", "verify-full",
                "serverSslCert", Tls.bundle().toString()));
  }

  @Test
  void properties_shouldLeaveOutFailover_whenDatabaseIsOnThisMachine() {
    System.setProperty(Tls.PROPERTY, "DISABLED");

    assertThat(new AuroraConnections(SETTINGS).properties())
        .containsEntry("wrapperPlugins", "awsSecretsManager")
        .containsEntry("sslMode", "disable")
        .doesNotContainKey("wrapperDialect");
  }
}
