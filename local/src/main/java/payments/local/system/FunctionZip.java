package payments.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.process.Pause;
import payments.local.process.ProcessRegistry;

/** The functions' zip, built when it is absent or older than what it is made from. */
final class FunctionZip {
  private static final String NAME = "function-build";

  private final Layout layout;
  private final ProcessRegistry processes;

  FunctionZip(Layout layout, ProcessRegistry processes) {
    this.layout = layout;
    this.processes = processes;
  }

  void build(Progress progress) {
    if (fresh()) {
      return;
    }
    Path log = layout.logs().resolve("function.log");
    try (Progress.Step step = progress.step("Building function/target/function.zip")) {
      List<String> command =
          List.of(
              "mvn",
              "-B",
              "-ntp",
              "-f",
              layout.root().resolve("function").toString(),
              "package",
              "-DskipTests",
              "-Dspotless.check.skip");
      Process build = processes.startAttached(NAME, command, Map.of(), log);
      while (build.isAlive()) {
        Pause.of(Duration.ofMillis(200));
      }
      if (build.exitValue() != 0 || !Files.exists(layout.functionZip())) {
        throw new LocalException(
            "cannot build the functions' zip; `make package` shows why, and so does " + log);
      }
      step.done();
    }
  }

  private boolean fresh() {
    if (!Files.exists(layout.functionZip())) {
      return false;
    }
    FileTime built = modified(layout.functionZip());
    return Stream.of("function/src/main", "function/pom.xml", "build/pom.xml")
        .map(layout.root()::resolve)
        .flatMap(FunctionZip::files)
        .noneMatch(file -> modified(file).compareTo(built) > 0);
  }

  private static Stream<Path> files(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
