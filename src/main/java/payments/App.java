package payments;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.LogManager;
import payments.settings.ColorSettings;
import payments.settings.SettingsReader;
import payments.settings.SharedSettings;
import payments.settings.StackConfig;
import payments.settings.Warnings;

/** The program's start: reads the stack's settings and builds the kind of stack they ask for. */
public final class App {
  private App() {}

  /** Called by the Pulumi CLI, beside {@code Pulumi.yaml}. */
  public static void main(String[] args) {
    // The engine shows what the program logs; the default handler would print it a second time.
    LogManager.getLogManager().reset();
    Pulumi.run(App::build);
  }

  private static void build(Context context) {
    var settings =
        SettingsReader.read(StackConfig.fromEnvironment(context.stackName(), System.getenv()));
    if (settings instanceof SharedSettings shared) {
      SharedStack.build(shared).forEach(context::export);
    } else if (settings instanceof ColorSettings color) {
      var code = FunctionPackage.require(Path.of(""));
      var shared =
          color.blueGreen()
              ? Optional.of(new SharedReference(context).read(color))
              : Optional.<SharedValues>empty();
      Warnings.of(color, context.stackName()).forEach(context.log()::warn);
      ColorStack.build(color, code, shared).forEach(context::export);
    }
  }
}
