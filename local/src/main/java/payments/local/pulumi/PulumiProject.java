package payments.local.pulumi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.files.AtomicFile;

/**
 * The Pulumi project for the emulator, generated: the root's Pulumi.yaml with {@code main} pointing
 * to the root, and stack files of its own. The committed ones, which are for AWS, stay as they are.
 */
public final class PulumiProject {
  /** The stack that both colors read. */
  public static final String SHARED = "shared";

  /** The colors' stacks. */
  public static final List<String> COLORS = List.of("blue", "green");

  /** The stacks, in the order in which they are built. */
  public static final List<String> STACKS = List.of(SHARED, COLORS.get(0), COLORS.get(1));

  /** The customers' host name here. */
  public static final String DOMAIN = "pay.example.com";

  /** The hosted zone above it. */
  public static final String ZONE = "example.com";

  private static final Pattern ZONE_ID =
      Pattern.compile("^(\\s*payments:hostedZoneId:[ \\t]*)\\S+", Pattern.MULTILINE);

  private final Layout layout;

  /**
   * @param layout where the root's project is and the generated one goes
   */
  public PulumiProject(Layout layout) {
    this.layout = layout;
  }

  /**
   * Writes it. A stack file that exists is kept, with whatever was set in it since.
   *
   * @param hostedZoneId the id of the emulator's hosted zone
   */
  public void write(String hostedZoneId) {
    Path source = layout.root().resolve("Pulumi.yaml");
    String project;
    try {
      project = Files.readString(source);
    } catch (IOException e) {
      throw new LocalException("cannot read " + source, e);
    }
    Path folder = layout.pulumiProject();
    AtomicFile.write(
        folder.resolve("Pulumi.yaml"), project.stripTrailing() + "\nmain: " + layout.root() + "\n");
    writeOnce("shared", "us-east-1", shared(hostedZoneId));
    writeOnce("blue", "us-east-1", COLOR);
    writeOnce("green", "us-west-2", COLOR);
    try {
      Files.createDirectories(layout.pulumiState());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets the zone's id in a stack file that was kept, and nothing else in it.
   *
   * @param hostedZoneId the id of a zone that was made anew
   */
  public void moveTo(String hostedZoneId) {
    Path file = stackFile(SHARED);
    try {
      AtomicFile.write(
          file, ZONE_ID.matcher(Files.readString(file)).replaceAll("$1" + hostedZoneId));
    } catch (IOException e) {
      throw new LocalException("cannot read " + file, e);
    }
  }

  private Path stackFile(String stack) {
    return layout.pulumiProject().resolve("Pulumi." + stack + ".yaml");
  }

  private void writeOnce(String stack, String region, String own) {
    Path file = stackFile(stack);
    if (!Files.exists(file)) {
      AtomicFile.write(file, "config:\n  aws:region: " + region + "\n" + COMMON + own);
    }
  }

  /** The AWS provider's own settings for an endpoint that is not AWS, and data that may go. */
  private static final String COMMON =
      """
        aws:s3UsePathStyle: "true"
        aws:skipCredentialsValidation: "true"
        aws:skipMetadataApiCheck: "true"
        aws:skipRequestingAccountId: "false"
        payments:protectData: "false"
      """;

  private static final String COLOR =
      """
        payments:role: color
        payments:blueGreen: "true"
        payments:functionRuntime: provided.al2023
      """;

  private static String shared(String hostedZoneId) {
    return """
      payments:role: shared
      payments:domainName: %s
      payments:hostedZoneId: %s
      payments:trafficWeights:
        blue: 100
        green: 0
    """
        .formatted(DOMAIN, hostedZoneId);
  }
}
