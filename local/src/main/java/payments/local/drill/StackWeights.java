package payments.local.drill;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the weights from the shared stack's state file, past the tool and past Pulumi. */
final class StackWeights {
  private final Path file;

  /**
   * @param file the state file of Pulumi's file backend
   */
  StackWeights(Path file) {
    this.file = file;
  }

  /** The weights in the stack's outputs; empty if there are none. */
  Optional<Weights> read() {
    try {
      return of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (IOException | JsonParseException e) {
      return Optional.empty(); // being replaced: the next sample sees it
    }
  }

  static Optional<Weights> of(JsonObject state) {
    JsonObject latest = state.getAsJsonObject("checkpoint").getAsJsonObject("latest");
    if (latest == null || !latest.has("resources")) {
      return Optional.empty();
    }
    return StreamSupport.stream(latest.getAsJsonArray("resources").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(resource -> resource.get("type").getAsString().equals("pulumi:pulumi:Stack"))
        .filter(resource -> resource.has("outputs"))
        .map(resource -> resource.getAsJsonObject("outputs").getAsJsonObject("trafficWeights"))
        .filter(weights -> weights != null)
        .map(
            weights -> new Weights(weights.get("blue").getAsInt(), weights.get("green").getAsInt()))
        .findFirst();
  }
}
