package payments.local.pulumi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.local.Layout;
import payments.local.LocalException;

class PulumiProjectTest {
  @TempDir private Path folder;
  private Layout layout;

  @BeforeEach
  void setUp() {
    layout = new Layout(folder);
  }

  @Test
  void write_shouldPointTheRootsProjectAtTheRoot() throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: payments\nruntime: java\n");

    new PulumiProject(layout).write("Z123");

    assertThat(layout.pulumiProject().resolve("Pulumi.yaml"))
        .hasContent("name: payments\nruntime: java\nmain: " + folder + "\n");
  }

  @Test
  void write_shouldMakeAStackFileForEachStack() throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: payments\n");

    new PulumiProject(layout).write("Z123");

    assertThat(layout.pulumiProject().resolve("Pulumi.shared.yaml"))
        .hasContent(
            """
            config:
              aws:region: us-east-1
              aws:s3UsePathStyle: "true"
              aws:skipCredentialsValidation: "true"
              aws:skipMetadataApiCheck: "true"
              aws:skipRequestingAccountId: "false"
              payments:protectData: "false"
              payments:role: shared
              payments:domainName: pay.example.com
              payments:hostedZoneId: Z123
              payments:trafficWeights:
                blue: 100
                green: 0
            """);
    assertThat(layout.pulumiProject().resolve("Pulumi.green.yaml"))
        .hasContent(
            """
            config:
              aws:region: us-west-2
              aws:s3UsePathStyle: "true"
              aws:skipCredentialsValidation: "true"
              aws:skipMetadataApiCheck: "true"
              aws:skipRequestingAccountId: "false"
              payments:protectData: "false"
              payments:role: color
              payments:blueGreen: "true"
              payments:functionRuntime: provided.al2023
            """);
  }

  @Test
  void write_shouldKeepWhatWasSetSince() throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: payments\n");
    PulumiProject project = new PulumiProject(layout);
    project.write("Z123");
    Path shared = layout.pulumiProject().resolve("Pulumi.shared.yaml");
    Files.writeString(shared, "config: {}\n");

    project.write("Z123");

    assertThat(shared).hasContent("config: {}\n");
  }

  @Test
  void moveTo_shouldSetTheZoneOnly() throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: payments\n");
    PulumiProject project = new PulumiProject(layout);
    project.write("Z123");
    Path shared = layout.pulumiProject().resolve("Pulumi.shared.yaml");
    String before = Files.readString(shared) + "    # by hand\nencryptionsalt: v1:abc\n";
    Files.writeString(shared, before);

    project.moveTo("Z456");

    assertThat(shared).hasContent(before.replace("Z123", "Z456"));
  }

  @Test
  void write_shouldSayWhichFileIsMissing() {
    assertThatThrownBy(() -> new PulumiProject(layout).write("Z123"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("Pulumi.yaml");
  }
}
