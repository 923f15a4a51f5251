package payments.local;

import java.nio.file.Path;

/**
 * Where things are: the checkout, and a run's own files in it.
 *
 * @param root the checkout's root, absolute
 * @param local the run's own files; {@code make local-down} removes {@code .local/}
 */
public record Layout(Path root, Path local) {

  /** Makes the paths absolute. */
  public Layout {
    root = root.toAbsolutePath().normalize();
    local = root.resolve(local).normalize();
  }

  /** The local system's files, in {@code .local/}. */
  public Layout(Path root) {
    this(root, Path.of(".local"));
  }

  /** One file per process that was started. */
  public Path processes() {
    return local.resolve("run");
  }

  /** The settings with which the system was brought up. */
  public Path settings() {
    return local().resolve("settings");
  }

  public Path logs() {
    return local.resolve("log");
  }

  public Path emulatorState() {
    return local.resolve("emulator");
  }

  public Path aurora() {
    return local.resolve("aurora");
  }

  /** Maps the clusters' made-up AWS names to loopback addresses, for the JDK. */
  public Path hostsFile() {
    return local.resolve("hosts");
  }

  /** The generated Pulumi project: the root's Pulumi.yaml and stack files for the emulator. */
  public Path pulumiProject() {
    return local.resolve("project");
  }

  public Path pulumiState() {
    return local.resolve("pulumi");
  }

  /** A copy of the driver for the resident process, so that a rebuild does not pull it away. */
  public Path residentApp() {
    return local.resolve("app");
  }

  public Path functionZip() {
    return root.resolve("function/target/function.zip");
  }
}
