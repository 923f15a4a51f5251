package payments.local.drill;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the tool's event log.
 *
 * @param at when
 * @param name what happened: started, gates, updating, updated, step, waiting, back or ended
 * @param json all that the line says
 */
record ShiftEvent(Instant at, String name, JsonObject json) {
  static ShiftEvent of(String line) {
    JsonObject json = JsonParser.parseString(line).getAsJsonObject();
    return new ShiftEvent(
        Instant.parse(json.get("at").getAsString()), json.get("event").getAsString(), json);
  }

  /** Whether it is of that name. */
  boolean is(String event) {
    return name.equals(event);
  }

  /** Whether the tool has begun to watch the colors at those weights. */
  boolean baking(Weights weights) {
    return is("waiting") && reason().contains("the bake at " + weights);
  }

  /** Whether it waits for the end of the window in which all could go back. */
  boolean keeping() {
    return is("waiting") && reason().contains("the window to go back in");
  }

  /** The weights that it is about; empty if there are none. */
  Optional<Weights> weights() {
    return Optional.ofNullable(json.getAsJsonObject("weights"))
        .map(found -> new Weights(found.get("blue").getAsInt(), found.get("green").getAsInt()));
  }

  /** A text of the line; empty if it has none of that name. */
  Optional<String> text(String key) {
    return Optional.ofNullable(json.get(key))
        .filter(value -> value.isJsonPrimitive())
        .map(value -> value.getAsString());
  }

  String reason() {
    return text("reason").orElse("");
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
