package payments.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.local.LocalException;

/**
 * The floor: a payment's three AWS calls bare, by the function's own client, in a JVM with the
 * function's own options, but without Lambda's runtime, handler, JSON or log. The program is {@code
 * payments.bench.Floor} among the function's tests.
 */
final class FloorProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final Path log;

  /**
   * Starts it.
   *
   * @param code the unpacked zip
   * @param environment the function's
   * @param log where its errors go, appended
   */
  FloorProcess(Code code, Map<String, String> environment, Path log) {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(code.program("payments.bench.Floor"))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Makes the three calls that many times.
   *
   * @return how long each round took, in nanoseconds
   */
  List<Long> run(int rounds) {
    try {
      input.write(rounds + "\n");
      input.flush();
      List<Long> durations = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        String line = output.readLine();
        if (line == null) {
          throw new LocalException("the bare calls failed; see " + log);
        }
        durations.add(Long.valueOf(line));
      }
      return durations;
    } catch (IOException e) {
      throw new LocalException("the bare calls failed; see " + log, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
