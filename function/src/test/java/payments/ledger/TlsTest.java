package payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @AfterEach
  void tearDown() {
    System.clearProperty(Tls.PROPERTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISABLED", "disabled"})
  void into_shouldNotEncrypt_onlyWhenAskedTo(String property) {
    System.setProperty(Tls.PROPERTY, property);
    Properties properties = new Properties();

    Tls.configured().into(properties, Tls.bundle());

    assertThat(properties).isEqualTo(Map.of("sslMode", "disable"));
  }

  @Test
  void into_shouldTrustTheBundleAlone_byDefault() {
    Properties properties = new Properties();

    Tls.configured().into(properties, Tls.bundle());

    assertThat(properties)
        .isEqualTo(
            Map.of(
                "sslMode", "verify-full",
                "tlsSocketType", "strict",
                "serverSslCert", Tls.bundle().toString()));
  }

  @Test
  void bundle_shouldHoldValidRootsOfEveryKindForBothRegions() throws Exception {
    List<X509Certificate> roots = new ArrayList<>();
    try (InputStream input = Tls.bundle().openStream()) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        roots.add((X509Certificate) one);
      }
    }

    for (X509Certificate root : roots) {
      root.verify(root.getPublicKey());
      root.checkValidity();
    }
    assertThat(roots)
        .extracting(root -> root.getSubjectX500Principal().getName())
        .allMatch(name -> name.contains("CN=Amazon RDS ") && name.contains("O=Amazon Web Services"))
        .anyMatch(name -> name.contains("CN=Amazon RDS us-east-1 Root CA RSA2048 G1"))
        .anyMatch(name -> name.contains("CN=Amazon RDS us-east-1 Root CA RSA4096 G1"))
        .anyMatch(name -> name.contains("CN=Amazon RDS us-west-2 Root CA RSA2048 G1"))
        .anyMatch(name -> name.contains("CN=Amazon RDS us-west-2 Root CA ECC384 G1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "REQUIRED"})
  void configured_shouldNameTheProperty_whenItsValueIsUnknown(String value) {
    System.setProperty(Tls.PROPERTY, value);

    assertThatThrownBy(Tls::configured)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The system property payments.ledger.sslMode is %s; set DISABLED or VERIFY_IDENTITY"
                .formatted(value));
  }
}
