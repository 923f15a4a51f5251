package payments.local.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.local.process.ProcessIdentity;

/**
 * The processes of the Lambda functions of this system's emulator: its children, whose environment
 * names a function and the emulator's own endpoint. Whatever is not both is somebody else's.
 */
final class FunctionProcesses {
  private static final String FUNCTION = "AWS_LAMBDA_FUNCTION_NAME";
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private final Supplier<Optional<ProcessIdentity>> emulator;
  private final String endpoint;

  /**
   * One of them.
   *
   * @param function the function's name
   * @param identity the process, for certain
   */
  record FunctionProcess(String function, ProcessIdentity identity) {

    /** Ends it as the kernel ends one that is out of memory: by SIGKILL. */
    boolean kill() {
      return ProcessHandle.of(identity.pid())
          .filter(handle -> identity.alive())
          .map(ProcessHandle::destroyForcibly)
          .orElse(false);
    }
  }

  /**
   * @param emulator the emulator's process, if it runs
   * @param endpoint the emulator's address
   */
  FunctionProcesses(Supplier<Optional<ProcessIdentity>> emulator, String endpoint) {
    this.emulator = emulator;
    this.endpoint = endpoint;
  }

  /** All that run now. */
  List<FunctionProcess> list() {
    return emulator.get().flatMap(process -> ProcessHandle.of(process.pid())).stream()
        .flatMap(ProcessHandle::children)
        .flatMap(child -> ProcessIdentity.of(child.pid()).stream())
        .flatMap(child -> function(child).stream())
        .toList();
  }

  private Optional<FunctionProcess> function(ProcessIdentity process) {
    Map<String, String> environment = environment(process.pid());
    return Optional.ofNullable(environment.get(FUNCTION))
        .filter(name -> endpoint.equals(environment.get(ENDPOINT)))
        .map(name -> new FunctionProcess(name, process));
  }

  private static Map<String, String> environment(long pid) {
    try {
      String text =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
      return Stream.of(text.split("\0", -1))
          .filter(entry -> entry.indexOf('=') > 0)
          .collect(
              Collectors.toMap(
                  entry -> entry.substring(0, entry.indexOf('=')),
                  entry -> entry.substring(entry.indexOf('=') + 1),
                  (one, other) -> other));
    } catch (IOException e) {
      return Map.of(); // it ended meanwhile
    }
  }
}
