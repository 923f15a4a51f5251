package payments.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes that this checkout has started, one file each, so that any later run finds them
 * again and none ever ends a process of somebody else's.
 */
public final class ProcessRegistry {

  /**
   * Writes the process's identity before it becomes the program: no moment exists at which it runs
   * unrecorded, even if whoever started it is killed. {@code $0} is the file.
   */
  private static final String RECORD_THEN_RUN =
      """
      printf '%s %s %s\\n' "$$" "$(cut -d' ' -f22 /proc/$$/stat)" \
      "$(cat /proc/sys/kernel/random/boot_id)" > "$0.new" && mv "$0.new" "$0" && exec "$@"
      """;

  private static final String SUFFIX = ".pid";

  private final Path directory;

  /**
   * @param directory where the files are; made when first needed
   */
  public ProcessRegistry(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts a program in a session of its own, so that Ctrl-C in the terminal does not reach it, and
   * records it.
   *
   * @param name what it is called here
   * @param command program and arguments
   * @param environment added to this process's own
   * @param log where its output goes, appended
   * @throws UncheckedIOException if it cannot be started
   */
  public Process start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    List<String> full = new ArrayList<>(List.of("setsid"));
    full.addAll(recorded(name, command));
    return launch(name, full, environment, log);
  }

  /**
   * Starts a program that belongs to this run: Ctrl-C in the terminal reaches it too. It is
   * recorded all the same, since it may outlive a driver that is killed.
   */
  public Process startAttached(
      String name, List<String> command, Map<String, String> environment, Path log) {
    return launch(name, recorded(name, command), environment, log);
  }

  /** The running process of this name, if it is still the one that was started. */
  public Optional<ProcessIdentity> find(String name) {
    try {
      return ProcessIdentity.parse(Files.readString(file(name))).filter(ProcessIdentity::alive);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Names of all that run. */
  public List<String> running() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .filter(name -> find(name).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks the process of this name to end, and after {@code grace} ends it. Does nothing if it does
   * not run.
   *
   * @return whether it went without force
   */
  public boolean stop(String name, Duration grace) {
    Optional<ProcessIdentity> found = find(name);
    boolean gentle = true;
    if (found.isPresent()) {
      ProcessIdentity process = found.get();
      signal(process, false);
      gentle = ended(process, grace);
      if (!gentle) {
        signal(process, true);
        ended(process, Duration.ofSeconds(10));
      }
    }
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gentle;
  }

  private static void signal(ProcessIdentity process, boolean force) {
    ProcessHandle.of(process.pid())
        .filter(handle -> process.alive())
        .ifPresent(handle -> end(handle, force));
  }

  private static void end(ProcessHandle handle, boolean force) {
    boolean unused = force ? handle.destroyForcibly() : handle.destroy();
  }

  private static boolean ended(ProcessIdentity process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.of(Duration.ofMillis(50));
    }
    return true;
  }

  private List<String> recorded(String name, List<String> command) {
    List<String> full =
        new ArrayList<>(List.of("sh", "-c", RECORD_THEN_RUN, file(name).toString()));
    full.addAll(command);
    return full;
  }

  private Process launch(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(directory);
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      awaitRecord(name, process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until its record is written, whoever asks for it would be told that it does not run. */
  private void awaitRecord(String name, Process process) {
    while (process.isAlive()
        && find(name).filter(found -> found.pid() == process.pid()).isEmpty()) {
      Pause.of(Duration.ofMillis(5));
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}
