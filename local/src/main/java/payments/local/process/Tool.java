package payments.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.local.LocalException;

/** A program that is run to its end. */
public final class Tool {
  private Tool() {}

  /**
   * How a program ended.
   *
   * @param exitCode 0 if all went well
   * @param output standard output
   * @param errors standard error
   */
  public record Result(int exitCode, String output, String errors) {}

  /**
   * Runs a program and keeps what it prints.
   *
   * @param command program and arguments
   * @param environment added to this process's own
   * @throws LocalException if it cannot be started
   */
  public static Result run(List<String> command, Map<String, String> environment) {
    Path errors = null;
    try {
      errors = Files.createTempFile("payments-", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output, Files.readString(errors));
    } catch (IOException e) {
      throw new LocalException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while running " + command.get(0), e);
    } finally {
      delete(errors);
    }
  }

  /** Where on {@code PATH} a program is. */
  public static Optional<Path> find(String program, String path) {
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static void delete(Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
