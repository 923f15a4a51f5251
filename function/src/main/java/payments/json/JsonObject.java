package payments.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object being written, in the order of its members. A member whose value is null is left
 * out.
 */
public final class JsonObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /**
   * Adds a member.
   *
   * @param value text, a whole number, an exact decimal, a boolean, an object, a map or list of
   *     these, or null to leave the member out
   */
  public JsonObject with(String name, Object value) {
    if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  /** The object as JSON text on one line; decimals are written in full, never as an exponent. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Json.FACTORY.createGenerator(text)) {
      write(out, members);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof BigDecimal decimal) {
      out.writeNumber(decimal.toPlainString());
    } else if (value instanceof JsonNumber number) {
      out.writeNumber(number.text());
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof JsonObject object) {
      write(out, object.members);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.writeFieldName(member.getKey().toString());
        write(out, member.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value == null) {
      out.writeNull();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
  }
}
