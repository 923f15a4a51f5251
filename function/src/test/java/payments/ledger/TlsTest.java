package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
  @AfterEach
  void tearDown() {
    System.clearProperty(Tls.PROPERTY);
  }

  @Test
  void configured_shouldEncrypt_whenNothingIsSet() {
    assertThat(Tls.configured()).isEqualTo(Tls.REQUIRED);
  }

  @ParameterizedTest
  @CsvSource({"DISABLED, disable", "required, trust", "Verify_Identity, verify-full"})
  void into_shouldSetTheDriversMode(String property, String mode) {
    System.setProperty(Tls.PROPERTY, property);
    Properties properties = new Properties();

    Tls.configured().into(properties);

    assertThat(properties).containsEntry("sslMode", mode);
  }

  @Test
  void into_shouldTrustTheBundleAlone_whenIdentityIsVerified() {
    Properties properties = new Properties();

    Tls.VERIFY_IDENTITY.into(properties);

    assertThat(properties)
        .isEqualTo(
            Map.of("sslMode", "verify-full", "serverSslCert", "classpath:rds-global-bundle.pem"));
  }

  @Test
  void configured_shouldNameTheProperty_whenItsValueIsUnknown() {
    System.setProperty(Tls.PROPERTY, "off");

    assertThatThrownBy(Tls::configured)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The system property payments.ledger.sslMode is off;"
                + " set DISABLED, REQUIRED or VERIFY_IDENTITY");
  }
}
