package payments;

import com.pulumi.Context;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.InvokeArgs;
import com.pulumi.resources.StackReference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import payments.settings.ColorSettings;
import payments.settings.Problem;
import payments.settings.SettingsException;

/**
 * A color's view of the shared stack. Everything is read before the color's first resource is made,
 * so that a shared stack that is missing or half made changes nothing.
 */
final class SharedReference {
  private static final String STACK = "shared";

  private final String stack;
  private final String reader;

  /** The shared stack of the same organization and project. */
  SharedReference(Context context) {
    this.stack = String.join("/", context.organizationName(), context.projectName(), STACK);
    this.reader = context.stackName();
  }

  /**
   * What the color needs of the shared stack.
   *
   * @throws RunException if there is no such stack, or it has not been deployed
   * @throws SettingsException if the color is not in the Region that the shared stack names for it
   */
  SharedValues read(ColorSettings settings) {
    var outputs = outputs();
    var missing = SharedValues.OUTPUTS.stream().filter(name -> !outputs.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new RunException(
          "Stack %s is not deployed: it has no output %s. Fix: pulumi up -s %s"
              .formatted(stack, String.join(", ", missing), STACK));
    }
    var values = SharedValues.of(outputs);
    requireRegion(settings, values);
    return values;
  }

  private Map<String, Object> outputs() {
    requireStack();
    var reference = new StackReference(stack);
    var outputs = new TreeMap<String, Object>();
    for (var name : SharedValues.OUTPUTS) {
      reference
          .outputDetailsAsync(name)
          .join()
          .getValue()
          .ifPresent(value -> outputs.put(name, value));
    }
    return outputs;
  }

  /**
   * Asks first, since the engine ends the program where it stands when a reference leads nowhere.
   */
  private void requireStack() {
    try {
      Deployment.getInstance()
          .invokeAsync("pulumi:pulumi:readStackOutputs", new StackName(stack))
          .join();
    } catch (CompletionException e) {
      throw new RunException(
          "Stack %s cannot be read: %s. Fix: pulumi up -s %s".formatted(stack, reason(e), STACK),
          e);
    }
  }

  /** The engine's words, without those of the call that brought them. */
  private static String reason(CompletionException e) {
    return e.getCause().getMessage().replaceFirst("(?s)^.* returned an error: ", "");
  }

  private void requireRegion(ColorSettings settings, SharedValues values) {
    var expected = values.regions().of(settings.color());
    var actual = settings.common().region();
    if (!actual.equals(expected)) {
      throw new SettingsException(
          reader,
          List.of(
              new Problem(
                  "aws:region",
                  "\"" + actual + "\"",
                  "\"%s\", which stack %s names for %s"
                      .formatted(expected, stack, settings.color().id()),
                  "pulumi config set aws:region %s -s %s".formatted(expected, reader))));
    }
  }

  private static final class StackName extends InvokeArgs {
    @SuppressWarnings("UnusedVariable") // Pulumi reads it by reflection.
    @Import(name = "name", required = true)
    private final String name;

    StackName(String name) {
      this.name = name;
    }
  }
}
