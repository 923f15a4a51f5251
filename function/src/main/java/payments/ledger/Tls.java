package payments.ledger;

import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * How the ledger's connection is encrypted, set by the system property {@code
 * payments.ledger.sslMode}.
 *
 * <p>Amazon RDS has certificate authorities of its own, which no Java trust store knows; they are
 * in {@code rds-global-bundle.pem} (<a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">bundles</a>).
 */
enum Tls {
  /** None, and no failover. For a database on the same machine only. */
  DISABLED("disable"),
  /** The default: encrypted; the certificate is of RDS's authorities, for this very host name. */
  VERIFY_IDENTITY("verify-full");

  static final String PROPERTY = "payments.ledger.sslMode";
  static final String BUNDLE = "rds-global-bundle.pem";

  private final String driverMode;

  Tls(String driverMode) {
    this.driverMode = driverMode;
  }

  /**
   * The mode that is set, or the default.
   *
   * @throws IllegalStateException if the property has another value
   */
  static Tls configured() {
    String mode = System.getProperty(PROPERTY, VERIFY_IDENTITY.name());
    for (Tls tls : values()) {
      if (tls.name().equals(mode.toUpperCase(Locale.ROOT))) {
        return tls;
      }
    }
    throw new IllegalStateException(
        "The system property " + PROPERTY + " is " + mode + "; set DISABLED or VERIFY_IDENTITY");
  }

  /** Tells the driver, for which authorities are a URL: it knows no names on the class path. */
  void into(Properties properties, URL authorities) {
    properties.setProperty("sslMode", driverMode);
    if (this == VERIFY_IDENTITY) {
      properties.setProperty("tlsSocketType", StrictTls.TYPE);
      properties.setProperty("serverSslCert", authorities.toString());
    }
  }

  /** AWS's bundle. */
  static URL bundle() {
    return Objects.requireNonNull(Tls.class.getClassLoader().getResource(BUNDLE), BUNDLE);
  }
}
