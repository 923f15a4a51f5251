package payments.local.pulumi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the engine's event log tells, line by line. Safe for use by several threads. */
public final class EngineEvents {
  /** What AWS's services say of a name that is taken, each in its own words. */
  private static final Pattern EXISTS_ALREADY =
      Pattern.compile(
          "already ?(exists?|owned)|ResourceInUse|ResourceConflict", Pattern.CASE_INSENSITIVE);

  private final Map<String, Integer> operations = new TreeMap<>();
  private final Map<String, Integer> changes = new TreeMap<>();
  private final List<Operation> changed = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final Set<String> existing = new TreeSet<>();
  private int started;
  private String latest = "";

  /**
   * A change that was made.
   *
   * @param kind create, update, replace, delete and so on
   * @param urn what was changed
   */
  public record Operation(String kind, String urn) {
    /** The resource's type, without its parents'. */
    public String type() {
      String qualified = urn.split("::", -1)[2];
      return qualified.substring(qualified.lastIndexOf('$') + 1);
    }

    /** The resource's logical name. */
    public String name() {
      return urn.substring(urn.lastIndexOf("::") + 2);
    }
  }

  /** Takes one line of the log; one that is cut short is ignored. */
  public synchronized void accept(String line) {
    JsonObject event;
    try {
      event = JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonSyntaxException | IllegalStateException e) {
      return;
    }
    if (event.has("resourcePreEvent")) {
      started++;
      latest = operation(event.getAsJsonObject("resourcePreEvent")).name();
    } else if (event.has("resOutputsEvent")) {
      Operation operation = operation(event.getAsJsonObject("resOutputsEvent"));
      operations.merge(operation.kind(), 1, Integer::sum);
      if (!operation.kind().equals("same") && !operation.kind().equals("read")) {
        changed.add(operation);
      }
    } else if (event.has("diagnosticEvent")) {
      JsonObject diagnostic = event.getAsJsonObject("diagnosticEvent");
      if (diagnostic.get("severity").getAsString().equals("error")) {
        String message = plain(diagnostic.get("message").getAsString());
        errors.add(message);
        if (diagnostic.has("urn") && EXISTS_ALREADY.matcher(message).find()) {
          existing.add(diagnostic.get("urn").getAsString());
        }
      }
    } else if (event.has("summaryEvent")) {
      JsonObject summary = event.getAsJsonObject("summaryEvent");
      if (summary.has("resourceChanges") && summary.get("resourceChanges").isJsonObject()) {
        for (Map.Entry<String, JsonElement> change :
            summary.getAsJsonObject("resourceChanges").entrySet()) {
          changes.put(change.getKey(), change.getValue().getAsInt());
        }
      }
    }
  }

  /** How far it is: counts of what is done, and the resource that was begun last. */
  public synchronized String progress() {
    int done = operations.values().stream().mapToInt(Integer::intValue).sum();
    if (started == 0) {
      return "running the program";
    }
    return "%d of %d begun done%s, at %s"
        .formatted(
            done, started, operations.isEmpty() ? "" : " (" + counts(operations) + ")", latest);
  }

  /** The engine's own closing counts, as {@code 3 create, 4 same}; empty before the end. */
  public synchronized String summary() {
    return counts(changes);
  }

  /** How many resources were or would be changed, by the engine's closing counts. */
  public synchronized int changes() {
    return changes.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("same"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** All changes that were made, in order. */
  public synchronized List<Operation> changed() {
    return List.copyOf(changed);
  }

  /** The errors that were reported. */
  public synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  /** URNs of the resources that could not be created because AWS has them already. */
  public synchronized Set<String> existing() {
    return Set.copyOf(existing);
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static Operation operation(JsonObject event) {
    JsonObject metadata = event.getAsJsonObject("metadata");
    return new Operation(metadata.get("op").getAsString(), metadata.get("urn").getAsString());
  }

  /** Without the markup for colors. */
  private static String plain(String message) {
    return message.replaceAll("<\\{%[^%]*%}>", "").strip();
  }
}
