package payments.local.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import payments.local.LocalException;

/** One environment of the payment function, and the Runtime API that it asks. */
final class FunctionProcess implements AutoCloseable {
  /** The handler that the program deploys. */
  static final String HANDLER = "payments.function.PaymentHandler";

  private final long started;
  private final RuntimeApi api = new RuntimeApi();
  private final Process process;
  private final Path log;

  /**
   * Starts it.
   *
   * @param code the unpacked zip
   * @param handler its handler's class
   * @param environment what the program sets in the function's environment, and AWS's endpoint
   * @param log where its output goes, appended
   */
  FunctionProcess(Code code, String handler, Map<String, String> environment, Path log) {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(code.bootstrap())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("_HANDLER", handler + "::handleRequest");
    builder.environment().put("LAMBDA_TASK_ROOT", code.folder().toString());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      Files.createDirectories(log.getParent());
      started = System.nanoTime();
      process = builder.start();
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the runtime asks for its first event.
   *
   * @return nanoseconds from the start until then
   */
  long awaitReady() {
    return api.firstAsked() - started;
  }

  /**
   * Calls it; what is returned took as long as it says.
   *
   * @throws LocalException if the HTTP status is another
   */
  RuntimeApi.Answer call(byte[] event, int status) {
    RuntimeApi.Answer answer;
    try {
      answer = api.invoke(event);
    } catch (LocalException e) {
      throw new LocalException(e.getMessage() + "; its output is in " + log, e);
    }
    if (status(answer.body()) != status) {
      throw new LocalException("expected HTTP %d, but was %s".formatted(status, answer.body()));
    }
    return answer;
  }

  /** Nanoseconds since the process was started. */
  long age() {
    return System.nanoTime() - started;
  }

  /**
   * The most memory that the process ever had, in MiB.
   *
   * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">VmHWM</a>
   */
  long peakMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }

  private static int status(String body) {
    try {
      return JsonParser.parseString(body) instanceof JsonObject answer && answer.has("statusCode")
          ? answer.get("statusCode").getAsInt()
          : 0;
    } catch (JsonSyntaxException e) {
      return 0;
    }
  }
}
