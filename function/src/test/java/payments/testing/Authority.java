package payments.testing;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test, made by the JDK's keytool in a folder of the test's. */
public final class Authority {
  private static final String PASSWORD = "changeit";
  private static final String SERVER = "server";
  private final Path folder;

  /** A new one, in a folder of its own. */
  public Authority(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    keytool(
        "authority",
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=Test CA", "-ext", "bc:c"));
    keytool("authority", List.of("-exportcert", "-rfc", "-file", "authority.pem"));
  }

  /** The authority's own certificate. */
  public URL certificate() throws IOException {
    return folder.resolve("authority.pem").toUri().toURL();
  }

  /** The options of a database server that has a certificate for that host. */
  public String[] serverOptions(String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool(SERVER, List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=Test server"));
    keytool(SERVER, List.of("-certreq", "-file", "request.pem"));
    keytool(
        "authority",
        List.of(
            "-gencert",
            "-rfc",
            "-infile",
            "request.pem",
            "-outfile",
            "server.pem",
            "-ext",
            "san=dns:" + host));
    Files.writeString(folder.resolve("key.pem"), privateKey());
    return new String[] {
      "--ssl-cert=" + folder.resolve("server.pem"), "--ssl-key=" + folder.resolve("key.pem")
    };
  }

  private String privateKey() throws IOException, GeneralSecurityException {
    KeyStore store =
        KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
    Key key = store.getKey(SERVER, PASSWORD.toCharArray());
    byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, newLine).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void keytool(String alias, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of(
            "-alias",
            alias,
            "-keystore",
            "keys.p12",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    Path output = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool " + arguments + ": " + Files.readString(output));
    }
  }
}
