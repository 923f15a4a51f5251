package payments.shift.tool;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Map;

/** Stack outputs as a map. */
final class OutputValues {
  private OutputValues() {}

  static Map<String, ?> values(JsonObject outputs) {
    return new Gson().<Map<String, Object>>fromJson(outputs, Map.class);
  }
}
