package payments.local.pulumi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a stack's state file says of operations of which the end is unknown. */
final class Checkpoint {
  private final Path file;

  /**
   * @param file the state file of Pulumi's file backend; there need not be one
   */
  Checkpoint(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Whether an operation was begun and its end was not written. */
  boolean pending() {
    return !operations().isEmpty();
  }

  /** URNs of the resources of which the creation was begun and its end was not written. */
  Set<String> pendingCreations() {
    return operations().stream()
        .filter(operation -> operation.get("type").getAsString().equals("creating"))
        .map(operation -> operation.getAsJsonObject("resource").get("urn").getAsString())
        .collect(Collectors.toSet());
  }

  private List<JsonObject> operations() {
    if (!exists()) {
      return List.of();
    }
    JsonElement latest;
    try {
      JsonElement state = JsonParser.parseString(Files.readString(file));
      latest = state.getAsJsonObject().getAsJsonObject("checkpoint").get("latest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (latest == null
        || !latest.isJsonObject()
        || !latest.getAsJsonObject().has("pending_operations")) {
      return List.of();
    }
    return StreamSupport.stream(
            latest.getAsJsonObject().getAsJsonArray("pending_operations").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }
}
