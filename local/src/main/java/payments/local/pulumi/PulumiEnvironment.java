package payments.local.pulumi;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.local.Layout;
import payments.local.Settings;
import payments.local.emulator.AwsClients;

/** The environment in which {@code pulumi} and {@code aws} work on the local system. */
public final class PulumiEnvironment {
  /**
   * Encrypts secrets in the local stacks' state. Not a secret itself: all that it protects are the
   * made-up values of an emulator on this machine.
   */
  private static final String PASSPHRASE = "local";

  private PulumiEnvironment() {}

  /**
   * The variables, in the order to show them.
   *
   * @param settings ports and cache
   * @param layout where the stacks' state and the generated project are
   * @param path what PATH is now
   */
  public static Map<String, String> variables(Settings settings, Layout layout, String path) {
    Map<String, String> variables = new LinkedHashMap<>();
    String bin = settings.cache().resolve("bin").toString();
    boolean first = path.equals(bin) || path.startsWith(bin + ":");
    variables.put("PATH", first ? path : bin + ":" + path);
    variables.put("PULUMI_HOME", home(settings).toString());
    variables.put("PULUMI_BACKEND_URL", "file://" + layout.pulumiState());
    variables.put("PULUMI_CONFIG_PASSPHRASE", PASSPHRASE);
    // The generated project stands in for the root's, whose stack files are for AWS.
    variables.put("PULUMI_OPTION_CWD", layout.pulumiProject().toString());
    variables.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    variables.put("AWS_ENDPOINT_URL", settings.endpoint());
    // No DNS leads to a color's own name here; the edge does, by the name in Host.
    variables.put("PAYMENTS_EDGE_URL", settings.edgeUrl());
    variables.putAll(new java.util.TreeMap<>(AwsClients.CREDENTIALS));
    variables.put("AWS_REGION", AwsClients.REGIONS.get(0));
    variables.put("AWS_DEFAULT_REGION", AwsClients.REGIONS.get(0));
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    return variables;
  }

  /** The {@code PULUMI_HOME} that the toolchain's build prepares. */
  static Path home(Settings settings) {
    return settings.cache().resolve("pulumi-home");
  }
}
