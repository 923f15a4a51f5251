package payments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.asset.AssetOrArchive;
import com.pulumi.asset.AssetOrArchive.AssetOrArchiveInternal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares what the program asked for with what a test expects, whole and as JSON. */
public final class Expect {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Expect() {}

  /** Every resource there is, each as its type and logical name, parted by a space. */
  public static void resources(Deployed deployed, String... expected) {
    assertThat(deployed.resources().stream().map(Made::toString))
        .containsExactlyInAnyOrder(expected);
  }

  /**
   * Every input there is. Tags are left out, since {@code ComponentRulesTest} holds those of all
   * resources; an archive is written as {@code archive:<path>}.
   */
  public static void inputs(Made made, String expected) {
    var inputs = json(made.inputs()).getAsJsonObject();
    inputs.remove("tags");
    same(made.toString(), inputs, expected);
  }

  /** Every input but those that a test looks at separately. */
  public static void inputsBut(Made made, List<String> others, String expected) {
    var inputs = json(made.inputs()).getAsJsonObject();
    Stream.concat(Stream.of("tags"), others.stream()).forEach(inputs::remove);
    same(made.toString(), inputs, expected);
  }

  /** The whole document that an input holds as text. */
  public static void document(Made made, String key, String expected) {
    same(made + " " + key, made.json(key), expected);
  }

  /** A value as JSON. */
  public static JsonElement json(Object value) {
    if (value instanceof Map<?, ?> map) {
      var object = new JsonObject();
      map.forEach((key, item) -> object.add(key.toString(), json(item)));
      return object;
    }
    if (value instanceof List<?> list) {
      var array = new JsonArray();
      list.forEach(item -> array.add(json(item)));
      return array;
    }
    if (value instanceof AssetOrArchive archive) {
      return json("archive:" + AssetOrArchiveInternal.from(archive).getValue());
    }
    return PRETTY.toJsonTree(value);
  }

  private static void same(String what, JsonElement actual, String expected) {
    var wanted = JsonParser.parseString(expected);
    if (!actual.equals(wanted)) {
      assertThat(PRETTY.toJson(sorted(actual))).as(what).isEqualTo(PRETTY.toJson(sorted(wanted)));
    }
  }

  /** The same with keys in order, so that a failure shows only what differs. */
  private static JsonElement sorted(JsonElement element) {
    if (element.isJsonObject()) {
      var object = new JsonObject();
      element.getAsJsonObject().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> object.add(entry.getKey(), sorted(entry.getValue())));
      return object;
    }
    if (element.isJsonArray()) {
      var array = new JsonArray();
      element.getAsJsonArray().forEach(item -> array.add(sorted(item)));
      return array;
    }
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()
        ? json(element.getAsDouble())
        : element;
  }
}
