package payments.local.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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

  /** Ends the tool by SIGKILL; what it started goes on. */
  void kill() {
    var unused = process.destroyForcibly();
    exit(Duration.ofSeconds(10));
  }

  /** Ends the tool and all that it started by SIGKILL. */
  void killAll() {
    // First the tool, or it would see them fail.
    List<ProcessHandle> children = process.descendants().toList();
    kill();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Waits until it has an update running.
   *
   * @throws LocalException if it has none in time
   */
  void awaitUpdate(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.descendants().noneMatch(ShiftRun::isUpdate)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new LocalException("%s runs no update:%n%s".formatted(name, tail()));
      }
      Pause.of(LOOK);
    }
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

  private static boolean isUpdate(ProcessHandle handle) {
    ProcessHandle.Info info = handle.info();
    return info.command().filter(program -> program.endsWith("/pulumi")).isPresent()
        && info.arguments().filter(all -> List.of(all).contains("up")).isPresent();
  }
}
