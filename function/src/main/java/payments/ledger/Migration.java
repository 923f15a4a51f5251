package payments.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import payments.entity.Sha256;

/**
 * One step of the schema.
 *
 * @param version its place in the history, from 1 on
 * @param name what the history calls it
 * @param sql one statement, which the database does wholly or not at all, and which changes nothing
 *     when it is done again, or is refused then because what it makes is there
 */
record Migration(int version, String name, String sql) {
  private static final int VERSION_DIGITS = 4;

  /** That file of the class path's folder {@code ledger}; its name begins with its version. */
  static Migration of(String file) {
    try (InputStream input = Migration.class.getResourceAsStream("/ledger/" + file)) {
      String sql =
          new String(Objects.requireNonNull(input, file).readAllBytes(), StandardCharsets.UTF_8);
      return new Migration(Integer.parseInt(file.substring(0, VERSION_DIGITS)), file, sql);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** SHA-256 of the statement in hexadecimal digits. */
  String checksum() {
    return Sha256.hex(sql.replace("\r", "").getBytes(StandardCharsets.UTF_8));
  }
}
