package payments;

import com.pulumi.exceptions.RunException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The functions' zip, the one thing that the program takes from the {@code function} project. */
final class FunctionPackage {
  /** Where {@code mvn -f function package} puts the zip, from the project's root. */
  static final Path ZIP = Path.of("function", "target", "function.zip");

  private FunctionPackage() {}

  /**
   * Makes sure that the zip is there.
   *
   * @param root the project's root
   * @return the zip, relative to the root as the engine resolves it
   * @throws RunException if it has not been built
   */
  static Path require(Path root) {
    if (!Files.isRegularFile(root.resolve(ZIP))) {
      throw new RunException(
          "The functions' zip " + ZIP + " does not exist. Fix: mvn -f function package");
    }
    return ZIP;
  }
}
