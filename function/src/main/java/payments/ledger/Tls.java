package payments.ledger;

import java.net.URL;
import java.util.Locale;
import java.util.Properties;

/**
 * How the ledger's connection is encrypted, set by the system property {@code
 * payments.ledger.sslMode}.
 *
 * <p>Amazon RDS has certificate authorities of its own, which no Java trust store knows. Where
 * AWS's bundle is on the class path as {@code rds-global-bundle.pem}, the default is {@link
 * #VERIFY_IDENTITY}; without it, {@link #REQUIRED} (<a
 * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">bundles</a>).
 */
enum Tls {
  /** None, and no failover. For a database on the same machine only. */
  DISABLED("disable"),
  /** Encrypted; the server's certificate is not checked. */
  REQUIRED("trust"),
  /** Encrypted; the certificate is one of RDS's authorities, for this very host name. */
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
   * @param bundle where RDS's authorities are, or null if they are not to be had
   * @throws IllegalStateException if the property has another value
   */
  static Tls configured(URL bundle) {
    Tls otherwise = bundle == null ? REQUIRED : VERIFY_IDENTITY;
    String mode = System.getProperty(PROPERTY, otherwise.name());
    for (Tls tls : values()) {
      if (tls.name().equals(mode.toUpperCase(Locale.ROOT))) {
        return tls;
      }
    }
    throw new IllegalStateException(
        "The system property "
            + PROPERTY
            + " is "
            + mode
            + "; set DISABLED, REQUIRED or VERIFY_IDENTITY");
  }

  /**
   * Tells the driver.
   *
   * @param bundle where RDS's authorities are, or null if they are not to be had
   * @throws IllegalStateException if the identity is to be verified, but there is no bundle
   */
  void into(Properties properties, URL bundle) {
    properties.setProperty("sslMode", driverMode);
    if (this == VERIFY_IDENTITY) {
      if (bundle == null) {
        throw new IllegalStateException(
            PROPERTY
                + " is "
                + this
                + "; put AWS's certificate bundle on the class path as "
                + BUNDLE);
      }
      properties.setProperty("serverSslCert", bundle.toString());
    }
  }

  /** AWS's bundle, or null if it is not on the class path. */
  static URL bundle() {
    return Tls.class.getClassLoader().getResource(BUNDLE);
  }
}
