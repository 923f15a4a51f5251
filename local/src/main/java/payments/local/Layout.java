package payments.local;

import java.nio.file.Path;

/**
 * Where things are: the checkout, and the run's own files under {@code .local/} in it.
 *
 * @param root the checkout's root, absolute
 */
public record Layout(Path root) {

  /** Makes the path absolute. */
  public Layout {
    root = root.toAbsolutePath().normalize();
  }

  /** The run's own files; {@code make local-down} removes it. */
  public Path local() {
    return root.resolve(".local");
  }

  /** One file per process that was started. */
  public Path processes() {
    return local().resolve("run");
  }

  public Path logs() {
    return local().resolve("log");
  }

  public Path emulatorState() {
    return local().resolve("emulator");
  }

  public Path aurora() {
    return local().resolve("aurora");
  }

  /** Maps the clusters' made-up AWS names to loopback addresses, for the JDK. */
  public Path hostsFile() {
    return local().resolve("hosts");
  }

  /** The generated Pulumi project: the root's Pulumi.yaml and stack files for the emulator. */
  public Path pulumiProject() {
    return local().resolve("project");
  }

  public Path pulumiState() {
    return local().resolve("pulumi");
  }

  /** A copy of the driver for the resident process, so that a rebuild does not pull it away. */
  public Path residentApp() {
    return local().resolve("app");
  }

  public Path functionZip() {
    return root.resolve("function/target/function.zip");
  }
}
