package payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionPackageTest {
  @TempDir Path root;

  @Test
  void require_shouldGiveThePathFromTheProjectsRoot() throws IOException {
    Files.createDirectories(root.resolve("function/target"));
    Files.createFile(root.resolve("function/target/function.zip"));

    assertThat(FunctionPackage.require(root)).isEqualTo(Path.of("function/target/function.zip"));
  }

  @Test
  void require_shouldNameTheCommandThatMakesIt_whenItIsNotThere() {
    assertThatThrownBy(() -> FunctionPackage.require(root))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "The functions' zip function/target/function.zip does not exist."
                + " Fix: mvn -f function package");
  }

  @Test
  void require_shouldNotTakeAFolderForTheZip() throws IOException {
    Files.createDirectories(root.resolve("function/target/function.zip"));

    assertThatThrownBy(() -> FunctionPackage.require(root)).isInstanceOf(RunException.class);
  }
}
