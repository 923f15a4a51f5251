package payments.policy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One statement of a policy, built from values that may not be known yet. */
public final class Statement {
  private final String sid;
  private final String effect;
  private final List<String> actions;
  private final List<Output<String>> resources = new ArrayList<>();
  private final Map<String, Map<String, List<Output<String>>>> conditions = new LinkedHashMap<>();
  private Output<Object> principal;

  private Statement(String sid, String effect, String... actions) {
    this.sid = Objects.requireNonNull(sid);
    this.effect = effect;
    this.actions = List.of(actions);
  }

  /** Permits the given actions. */
  public static Statement allow(String sid, String... actions) {
    return new Statement(sid, "Allow", actions);
  }

  /** Forbids the given actions, whatever else permits them. */
  public static Statement deny(String sid, String... actions) {
    return new Statement(sid, "Deny", actions);
  }

  /** Speaks of an AWS service, such as {@code sns.amazonaws.com}. */
  @CanIgnoreReturnValue
  public Statement service(String service) {
    principal = Output.of(Map.of("Service", service));
    return this;
  }

  /** Speaks of the account, role or user with this ARN. */
  @CanIgnoreReturnValue
  public Statement principal(Output<String> arn) {
    principal = arn.applyValue(it -> Map.of("AWS", it));
    return this;
  }

  /** Speaks of everybody; fit for {@link #deny} only. */
  @CanIgnoreReturnValue
  public Statement everybody() {
    principal = Output.of("*");
    return this;
  }

  /** Adds resources by ARN. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  @CanIgnoreReturnValue
  public final Statement on(Output<String>... arns) {
    resources.addAll(List.of(arns));
    return this;
  }

  /** Adds a resource by pattern. In a key policy {@code *} means the key itself. */
  @CanIgnoreReturnValue
  public Statement on(String arn) {
    resources.add(Output.of(arn));
    return this;
  }

  /** Adds a condition; all conditions must hold, each with any one of its values. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  @CanIgnoreReturnValue
  public final Statement when(String operator, String key, Output<String>... values) {
    conditions.computeIfAbsent(operator, unused -> new LinkedHashMap<>()).put(key, List.of(values));
    return this;
  }

  /** Adds a condition with known values. */
  @CanIgnoreReturnValue
  public Statement when(String operator, String key, String... values) {
    conditions
        .computeIfAbsent(operator, unused -> new LinkedHashMap<>())
        .put(key, Stream.of(values).map(Output::of).toList());
    return this;
  }

  Output<Map<String, Object>> render() {
    var fields = new LinkedHashMap<String, Output<Object>>();
    fields.put("Sid", Output.of(sid));
    fields.put("Effect", Output.of(effect));
    if (principal != null) {
      fields.put("Principal", principal);
    }
    fields.put("Action", Output.of(oneOrMany(actions)));
    if (!resources.isEmpty()) {
      fields.put("Resource", Output.all(resources).applyValue(Statement::oneOrMany));
    }
    if (!conditions.isEmpty()) {
      fields.put("Condition", renderConditions());
    }
    return whole(fields).applyValue(it -> it);
  }

  private Output<Object> renderConditions() {
    var operators = new LinkedHashMap<String, Output<Object>>();
    conditions.forEach(
        (operator, keys) -> {
          var values = new LinkedHashMap<String, Output<Object>>();
          keys.forEach(
              (key, texts) -> values.put(key, Output.all(texts).applyValue(Statement::oneOrMany)));
          operators.put(operator, whole(values).applyValue(it -> it));
        });
    return whole(operators).applyValue(it -> it);
  }

  /** A map of outputs as an output of a map, in the same order. */
  private static Output<Map<String, Object>> whole(Map<String, Output<Object>> parts) {
    var keys = List.copyOf(parts.keySet());
    return Output.all(List.copyOf(parts.values()))
        .applyValue(
            values -> {
              var map = new LinkedHashMap<String, Object>();
              for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
              }
              return map;
            });
  }

  private static Object oneOrMany(List<String> texts) {
    return texts.size() == 1 ? texts.get(0) : texts;
  }
}
