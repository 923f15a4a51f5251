package payments.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import payments.entity.Sha256;

/**
 * Makes an S3 key's last part of any text: ASCII letters, digits, {@code -} and {@code _} stay, and
 * so does a dot that is not the first character; every other byte of its UTF-8 becomes {@code !}
 * and two hexadecimal digits. Different texts have different names. All characters used are on S3's
 * list of safe ones (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">object keys</a>).
 */
public final class ObjectKey {
  /** S3 allows 1024 bytes for the whole key. */
  private static final int MAX_LENGTH = 900;

  private ObjectKey() {}

  /** The name of the text; beyond 900 characters, {@code !sha256-} and the text's digest. */
  public static String name(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder();
    for (byte b : utf8) {
      char c = (char) (b & 0xff);
      if (isSafe(c) || (c == '.' && !name.isEmpty())) {
        name.append(c);
      } else {
        name.append('!').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return name.length() <= MAX_LENGTH ? name.toString() : "!sha256-" + Sha256.hex(utf8);
  }

  private static boolean isSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
