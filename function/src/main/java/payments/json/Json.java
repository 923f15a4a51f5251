package payments.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into plain values: {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@link JsonNumber}, {@code Boolean} and null.
 */
public final class Json {
  /**
   * How deep arrays and objects may be nested. The deepest event is that of a DynamoDB stream: an
   * attribute may be nested 32 levels deep, and each is two here, its type and its value.
   */
  public static final int MAX_DEPTH = 128;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // Numbers stay text here, so their length costs nothing.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final int maxDepth;
  private int depth;

  private Json(JsonParser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  /**
   * Reads one JSON value and nothing after it.
   *
   * @throws JsonException if it is not JSON, nested deeper than {@link #MAX_DEPTH}, or has an
   *     object with the same key twice
   */
  public static Object parse(String text) throws JsonException {
    return parse(text, MAX_DEPTH);
  }

  /** The same, where arrays and objects may be nested less deep. */
  public static Object parse(String text, int maxDepth) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new Json(parser, maxDepth).document();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * The same for bytes, which must be UTF-8.
   *
   * @throws JsonException as {@link #parse(String)}, and if they are not UTF-8
   */
  public static Object parse(byte[] utf8) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return new Json(parser, MAX_DEPTH).document();
    } catch (IOException e) {
      throw new JsonException("it is not UTF-8");
    }
  }

  /** The members of an object that was read, in its order, under keys that are known to be text. */
  public static Map<String, Object> members(Map<?, ?> object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.forEach((name, value) -> members.put(name.toString(), value));
    return members;
  }

  private Object document() throws IOException, JsonException {
    try {
      if (parser.nextToken() == null) {
        throw new JsonException("it is empty");
      }
      Object value = value();
      if (parser.nextToken() != null) {
        throw new JsonException("there is something after its end");
      }
      return value;
    } catch (JsonProcessingException e) {
      // The parser's own message may name its classes.
      throw new JsonException("it is not valid JSON" + place(e));
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private Object value() throws IOException, JsonException {
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> nested();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Object nested() throws IOException, JsonException {
    if (depth == maxDepth) {
      throw new JsonException("it is nested deeper than " + maxDepth + " levels");
    }
    depth++;
    Object value = parser.currentToken() == JsonToken.START_OBJECT ? object() : array();
    depth--;
    return value;
  }

  private List<Object> array() throws IOException, JsonException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private Map<String, Object> object() throws IOException, JsonException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (members.containsKey(name)) {
        throw new JsonException("a key is there twice: " + Names.shown(name));
      }
      members.put(name, value());
    }
    return members;
  }
}
