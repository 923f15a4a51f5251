package payments.testing;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.Resource;
import com.pulumi.test.PulumiTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that one run of the program made.
 *
 * @param resources the resources, in the order in which they were registered
 * @param outputs the stack's outputs, resolved to the last value
 * @param errors what the run reported as errors; empty when all went well
 */
public record Deployed(List<Made> resources, Map<String, Object> outputs, List<String> errors) {

  /** All resources of a type. */
  public List<Made> all(Class<? extends Resource> type) {
    var token = type.getAnnotation(ResourceType.class).type();
    return resources.stream().filter(it -> it.type().equals(token)).toList();
  }

  /** The only resource of a type. */
  public Made only(Class<? extends Resource> type) {
    var found = all(type);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found);
    }
    return found.get(0);
  }

  /** The resource of a type with this logical name. */
  public Made named(Class<? extends Resource> type, String name) {
    return all(type).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError("no " + type.getSimpleName() + " " + name + " in " + all(type)));
  }

  /** The AWS resources, without components, providers and references. */
  public List<Made> aws() {
    return resources.stream().filter(it -> it.type().startsWith("aws:")).toList();
  }

  static Object resolve(Object value) {
    if (value instanceof Output<?> output) {
      return resolve(PulumiTest.extractValue(output));
    }
    if (value instanceof Map<?, ?> map) {
      var resolved = new TreeMap<String, Object>();
      map.forEach((key, item) -> resolved.put(key.toString(), resolve(item)));
      return resolved;
    }
    return value;
  }
}
