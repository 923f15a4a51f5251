package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URL;
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
  void configured_shouldVerifyIdentity_whenBundleIsThere() throws Exception {
    assertThat(Tls.configured(null)).isEqualTo(Tls.REQUIRED);
    assertThat(Tls.configured(bundle())).isEqualTo(Tls.VERIFY_IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({"DISABLED, disable", "required, trust", "Verify_Identity, verify-full"})
  void into_shouldSetTheDriversMode(String property, String mode) throws Exception {
    System.setProperty(Tls.PROPERTY, property);
    Properties properties = new Properties();

    Tls.configured(null).into(properties, bundle());

    assertThat(properties).containsEntry("sslMode", mode);
  }

  @Test
  void into_shouldTrustTheBundleAlone_whenIdentityIsVerified() throws Exception {
    Properties properties = new Properties();

    Tls.VERIFY_IDENTITY.into(properties, bundle());

    assertThat(properties)
        .isEqualTo(
            Map.of(
                "sslMode",
                "verify-full",
                "serverSslCert",
                "jar:file:/f.jar!/rds-global-bundle.pem"));
  }

  @Test
  void into_shouldNameTheBundle_whenIdentityIsVerifiedWithoutIt() {
    assertThatThrownBy(() -> Tls.VERIFY_IDENTITY.into(new Properties(), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "payments.ledger.sslMode is VERIFY_IDENTITY;"
                + " put AWS's certificate bundle on the class path as rds-global-bundle.pem");
  }

  @Test
  void configured_shouldNameTheProperty_whenItsValueIsUnknown() {
    System.setProperty(Tls.PROPERTY, "off");

    assertThatThrownBy(() -> Tls.configured(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The system property payments.ledger.sslMode is off;"
                + " set DISABLED, REQUIRED or VERIFY_IDENTITY");
  }

  private static URL bundle() throws MalformedURLException {
    return new URL("jar:file:/f.jar!/rds-global-bundle.pem");
  }
}
