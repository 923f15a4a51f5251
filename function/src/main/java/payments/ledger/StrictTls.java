package payments.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/**
 * Trusts the certificate authorities of {@code serverSslCert} and nobody else. The driver's own
 * way, in every {@code sslMode} that verifies, lets any certificate pass at first, does without the
 * host name then, and has the server prove afterwards that it knows the password; a server that
 * asks for the password in clear has got it by then.
 *
 * <p>The driver finds it by {@link #TYPE} as a service.
 */
public final class StrictTls extends DefaultTlsSocketPlugin {
  static final String TYPE = "strict";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrustManager[] getTrustManager(
      Configuration configuration, ExceptionFactory exceptions, HostAddress host)
      throws SQLException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities(configuration.serverSslCert()));
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new SQLException(
          "cannot read the certificate authorities of the ledger's database", "08000", e);
    }
  }

  private static KeyStore authorities(String url) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (InputStream input = URI.create(url).toURL().openStream()) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
    }
    return store;
  }
}
