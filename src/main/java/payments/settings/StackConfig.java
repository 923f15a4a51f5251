package payments.settings;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stack's configuration as Pulumi hands it to a program: texts by qualified key.
 *
 * <p>Pulumi's own {@code Config} cannot say which keys exist and reads {@code yes} as false, so the
 * texts are taken as they are.
 *
 * @param stack the stack's name
 * @param values every value by its qualified key, such as {@code payments:role}; objects as JSON
 * @param secretKeys the keys whose values are encrypted
 */
public record StackConfig(String stack, Map<String, String> values, Set<String> secretKeys) {
  /** Copies the collections. */
  public StackConfig {
    values = Map.copyOf(values);
    secretKeys = Set.copyOf(secretKeys);
  }

  /**
   * Reads the configuration from the variables that the Pulumi CLI sets for the program.
   *
   * @param stack the stack's name
   * @param environment the process's environment
   */
  public static StackConfig fromEnvironment(String stack, Map<String, String> environment) {
    var gson = new Gson();
    var values =
        gson.fromJson(
            environment.getOrDefault("PULUMI_CONFIG", "{}"),
            new TypeToken<Map<String, String>>() {});
    var secretKeys =
        gson.fromJson(
            environment.getOrDefault("PULUMI_CONFIG_SECRET_KEYS", "[]"),
            new TypeToken<List<String>>() {});
    return new StackConfig(stack, values, Set.copyOf(secretKeys));
  }
}
