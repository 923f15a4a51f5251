package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.process.Pause;

/** The tool, running as a process of its own: what it says, and the end of it. */
final class ShiftRun implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int SHOWN_LINES = 12;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path eventLog;
  private final Instant started = Instant.now();

  /**
   * @param name what it is called in messages
   * @param log what it prints
   * @param eventLog the file of its option {@code --event-log}
   */
  ShiftRun(String name, Process process, Path log, Path eventLog) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.eventLog = eventLog;
  }

  Instant started() {
    return started;
  }

  /** All events so far. */
  List<ShiftEvent> events() {
    try {
      if (!Files.exists(eventLog)) {
        return List.of();
      }
      String text = Files.readString(eventLog);
      // A line that is being written has no end yet.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(ShiftEvent::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that it printed. */
  String output() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for an event.
   *
   * @throws LocalException with what the tool said last if it does not come in time, or can come no
   *     more
   */
  ShiftEvent await(String what, Predicate<ShiftEvent> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      boolean over = !process.isAlive();
      Optional<ShiftEvent> found = events().stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (over || System.nanoTime() > deadline) {
        throw new LocalException(
            "%s %s before %s:%n%s"
                .formatted(
                    name,
                    over
                        ? "ended with " + process.exitValue()
                        : "was waited for " + patience.toSeconds() + " s in vain",
                    what,
                    tail()));
      }
      Pause.of(LOOK);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws LocalException if it does not end in time
   */
  int exit(Duration patience) {
    try {
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new LocalException(
            "%s does not end within %d s:%n%s".formatted(name, patience.toSeconds(), tail()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while waiting for " + name, e);
    }
  }

  /**
   * Ends the tool by SIGKILL; what it started goes on.
   *
   * @return the stacks that its Pulumi still updates
   */
  Set<String> kill() {
    return kill(children -> {});
  }

  /**
   * Ends the tool and all that it started by SIGKILL.
   *
   * @return the stacks that its Pulumi was still updating
   */
  Set<String> killAll() {
    return kill(children -> children.forEach(ProcessHandle::destroyForcibly));
  }

  private Set<String> kill(Consumer<List<ProcessHandle>> then) {
    // First the tool, or it would see them fail.
    List<ProcessHandle> children = process.descendants().toList();
    var unused = process.destroyForcibly();
    exit(Duration.ofSeconds(60));
    Set<String> updating = updated(children.stream());
    then.accept(children);
    return updating;
  }

  /** The process, by which its lease names it. */
  long pid() {
    return process.pid();
  }

  /** Whether it has ended. */
  boolean over() {
    return !process.isAlive();
  }

  /** The stacks that its Pulumi is updating. */
  Set<String> updating() {
    return updated(process.descendants());
  }

  /** The last lines that it printed. */
  String tail() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  /** Ends it in order, and after a while by force. */
  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          killAll();
        }
      } catch (InterruptedException e) {
        killAll();
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Set<String> updated(Stream<ProcessHandle> processes) {
    return processes
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::info)
        .filter(info -> info.command().filter(it -> it.endsWith("/pulumi")).isPresent())
        .flatMap(info -> info.arguments().map(List::of).flatMap(ShiftRun::updatedStack).stream())
        .collect(Collectors.toSet());
  }

  /** The stack that a Pulumi with those arguments updates; empty if it does something else. */
  static Optional<String> updatedStack(List<String> arguments) {
    int option = arguments.indexOf("--stack");
    return arguments.contains("up") && option >= 0 && option + 1 < arguments.size()
        ? Optional.of(arguments.get(option + 1))
        : Optional.empty();
  }
}
