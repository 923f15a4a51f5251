package payments.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that the program made.
 *
 * @param type its type token, such as {@code aws:kms/key:Key}
 * @param name its logical name
 * @param inputs what the program asked for; numbers are {@code Double}
 * @param parent the logical name of its parent; empty for children of the stack itself
 * @param dependsOn the logical names of the resources that it explicitly waits for
 * @param protect whether Pulumi refuses to delete it
 * @param provider the logical name of its explicit provider
 */
public record Made(
    String type,
    String name,
    Map<String, Object> inputs,
    Optional<String> parent,
    List<String> dependsOn,
    boolean protect,
    Optional<String> provider) {

  /** One input, which must be there. */
  public Object input(String key) {
    if (!inputs.containsKey(key)) {
      throw new AssertionError(this + " has no input " + key + ", only " + inputs.keySet());
    }
    return inputs.get(key);
  }

  /** One input that holds JSON, such as a policy. */
  public JsonElement json(String key) {
    return JsonParser.parseString(input(key).toString());
  }

  @Override
  public String toString() {
    return type + " " + name;
  }
}
