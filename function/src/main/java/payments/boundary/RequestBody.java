package payments.boundary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The body of a request, decoded when it is asked for.
 *
 * @param sent what the event has: text, null if there is no body, or anything if it is malformed
 * @param base64 whether the text is base64
 */
record RequestBody(Object sent, boolean base64) {

  static RequestBody of(Map<String, ?> event) {
    return new RequestBody(event.get("body"), Boolean.TRUE.equals(event.get("isBase64Encoded")));
  }

  /** Whether it has more bytes, by its length alone: nothing that long is worth decoding. */
  boolean isLongerThan(int bytes) {
    if (!(sent instanceof String text)) {
      return false;
    }
    if (base64) {
      return decodedLength(text) > bytes;
    }
    boolean mayBe = text.length() * 3L > bytes;
    return mayBe && text.getBytes(StandardCharsets.UTF_8).length > bytes;
  }

  /**
   * The body as text; empty if there is none.
   *
   * @throws BadRequestException if it is neither text nor base64 of UTF-8, as it says it is
   */
  String text() throws BadRequestException {
    if (sent == null) {
      return "";
    }
    if (!(sent instanceof String text)) {
      throw new BadRequestException(List.of("The body can not be decoded"));
    }
    return base64 ? utf8(decode(text)) : text;
  }

  private static byte[] decode(String text) throws BadRequestException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(List.of("The body can not be decoded"));
    }
  }

  private static String utf8(byte[] bytes) throws BadRequestException {
    return Utf8.decode(bytes)
        .orElseThrow(() -> new BadRequestException(List.of("The body is not UTF-8")));
  }

  private static long decodedLength(String base64) {
    int end = base64.length();
    while (end > 0 && base64.charAt(end - 1) == '=') {
      end--;
    }
    return end * 3L / 4;
  }
}
