package payments.local.pulumi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.process.Pause;
import payments.local.process.ProcessRegistry;
import payments.local.process.Tool;

/** The Pulumi CLI on the local system's stacks. */
public final class Pulumi {
  private static final int SHOWN_LINES = 25;

  private final Layout layout;
  private final ProcessRegistry processes;
  private final Map<String, String> environment;
  private final String program;

  /**
   * @param layout where the stacks' state and the logs are
   * @param processes where running updates are recorded
   * @param environment see {@link PulumiEnvironment}
   */
  public Pulumi(Layout layout, ProcessRegistry processes, Map<String, String> environment) {
    this.layout = layout;
    this.processes = processes;
    this.environment = environment;
    this.program =
        Tool.find("pulumi", environment.get("PATH"))
            .orElseThrow(() -> new LocalException("pulumi is not on PATH: run `make local`"))
            .toString();
  }

  /** Whether the stack exists. */
  public boolean exists(String stack) {
    return Files.exists(stateFile(stack));
  }

  /** Makes the stack if it does not exist. */
  public void init(String stack) {
    if (!exists(stack)) {
      require(run("stack", "init", stack, "--non-interactive"), "pulumi stack init " + stack);
    }
  }

  /** Removes a stack that holds no resources; its settings stay. */
  public void remove(String stack) {
    require(
        run("stack", "rm", stack, "--yes", "--non-interactive", "--preserve-config"),
        "pulumi stack rm " + stack);
  }

  /** Brings the stack up, showing how far it is. */
  public EngineEvents up(String stack, Progress progress) {
    return operate("up", "Deploying " + stack, stack, progress, "up", "--yes", "--skip-preview");
  }

  /** Destroys all that the stack holds. */
  public EngineEvents destroy(String stack, Progress progress) {
    return operate(
        "destroy", "Destroying " + stack, stack, progress, "destroy", "--yes", "--skip-preview");
  }

  /** What an update would change. */
  public EngineEvents preview(String stack, Progress progress) {
    return operate("preview", "Previewing " + stack, stack, progress, "preview");
  }

  /**
   * Reads everything that the stack holds anew, and drops creations of which the end is unknown.
   */
  private EngineEvents refresh(String stack, Progress progress) {
    return operate(
        "refresh",
        "Refreshing " + stack,
        stack,
        progress,
        "refresh",
        "--yes",
        "--skip-preview",
        "--clear-pending-creates");
  }

  /** Sets one value of a stack's settings; {@code path} as Pulumi's {@code --path} takes it. */
  public void set(String stack, String path, String value) {
    require(
        run("config", "set", "--stack", stack, "--path", path, value), "pulumi config set " + path);
  }

  /** The stack's outputs, secrets left out. */
  public JsonObject outputs(String stack) {
    Tool.Result result = run("stack", "output", "--json", "--stack", stack);
    require(result, "pulumi stack output of " + stack);
    return JsonParser.parseString(result.output()).getAsJsonObject();
  }

  /** How the last update of a stack ended. */
  public enum LastUpdate {
    /** In order, or there was none. */
    FINISHED,
    /** It failed or was broken off: what it made last may be known in part only. */
    UNFINISHED,
    /** It was ended by force: it may have made something that the state does not know. */
    UNKNOWN
  }

  /**
   * Clears away what an interrupted run left: an update that still runs is ended in order, then the
   * lock is removed.
   *
   * @throws LocalException if the lock is that of a Pulumi which somebody else is running
   */
  LastUpdate recover(String stack) {
    processes.stop(process(stack), Duration.ofMinutes(2));
    if (lockIsLeft(stack)) {
      require(run("cancel", "--yes", "--stack", stack), "pulumi cancel of " + stack);
    }
    if (pending(stack)) {
      return LastUpdate.UNKNOWN;
    }
    return Files.exists(unfinished(stack)) ? LastUpdate.UNFINISHED : LastUpdate.FINISHED;
  }

  /**
   * Clears away what an interrupted run left, and reads the stack anew if its last update did not
   * end in order.
   *
   * @throws LocalException if somebody else's Pulumi is working on the stack
   */
  public LastUpdate recover(String stack, Progress progress) {
    LastUpdate last = recover(stack);
    if (last != LastUpdate.FINISHED && exists(stack)) {
      refresh(stack, progress);
    }
    return last;
  }

  private boolean lockIsLeft(String stack) {
    Path locks = layout.pulumiState().resolve(".pulumi/locks/organization/payments/" + stack);
    if (!Files.isDirectory(locks)) {
      return false;
    }
    try (Stream<Path> files = Files.list(locks)) {
      List<Path> left = files.toList();
      for (Path lock : left) {
        requireDead(stack, lock);
      }
      return !left.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireDead(String stack, Path lock) throws IOException {
    long pid =
        JsonParser.parseString(Files.readString(lock)).getAsJsonObject().get("pid").getAsLong();
    boolean runs =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(command -> Path.of(command).endsWith("pulumi"))
            .orElse(false);
    if (runs) {
      throw new LocalException(
          "pulumi (process %d) is working on %s: wait for it, or stop it".formatted(pid, stack));
    }
  }

  private boolean pending(String stack) {
    if (!exists(stack)) {
      return false;
    }
    try {
      JsonElement state = JsonParser.parseString(Files.readString(stateFile(stack)));
      JsonElement latest = state.getAsJsonObject().getAsJsonObject("checkpoint").get("latest");
      return latest != null
          && latest.isJsonObject()
          && latest.getAsJsonObject().has("pending_operations")
          && !latest.getAsJsonObject().getAsJsonArray("pending_operations").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path stateFile(String stack) {
    return layout.pulumiState().resolve(".pulumi/stacks/payments/" + stack + ".json");
  }

  /** Exists while an update runs, and after one that did not end well. */
  private Path unfinished(String stack) {
    return layout.processes().resolve(stack + ".unfinished");
  }

  private static String process(String stack) {
    return "pulumi-" + stack;
  }

  private Tool.Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return Tool.run(command, environment);
  }

  private EngineEvents operate(
      String what, String title, String stack, Progress progress, String... arguments) {
    Path log = layout.logs().resolve(what + "-" + stack + ".log");
    Path eventLog = layout.logs().resolve(what + "-" + stack + ".events");
    EngineEvents events = new EngineEvents();
    try (Progress.Step step = progress.step(title)) {
      step.detail(events::progress);
      Files.createDirectories(layout.logs());
      Files.createDirectories(layout.processes());
      boolean changing = !what.equals("preview");
      if (changing) {
        Files.writeString(unfinished(stack), "");
      }
      Files.deleteIfExists(log);
      Files.deleteIfExists(eventLog);
      Files.createFile(eventLog);
      List<String> command = new ArrayList<>(List.of(program));
      command.addAll(List.of(arguments));
      command.addAll(
          List.of(
              "--stack",
              stack,
              "--non-interactive",
              "--color",
              "never",
              "--event-log",
              eventLog.toString()));
      Map<String, String> environment = new HashMap<>(this.environment);
      // Without it the CLI does not know --event-log.
      environment.put("PULUMI_DEBUG_COMMANDS", "true");
      Process process = processes.startAttached(process(stack), command, environment, log);
      follow(process, eventLog, events);
      if (process.exitValue() != 0) {
        step.detail("see " + log);
        throw new LocalException(
            "pulumi %s of %s failed:%n%s".formatted(what, stack, explanation(events, log)));
      }
      if (changing) {
        Files.deleteIfExists(unfinished(stack));
      }
      step.done(events.summary());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private static void follow(Process process, Path eventLog, EngineEvents events)
      throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(eventLog)) {
      StringBuilder line = new StringBuilder();
      boolean running = true;
      while (running) {
        running = process.isAlive();
        int next = reader.read();
        while (next != -1) {
          if (next == '\n') {
            events.accept(line.toString());
            line.setLength(0);
          } else {
            line.append((char) next);
          }
          next = reader.read();
        }
        if (running) {
          Pause.of(Duration.ofMillis(200));
        }
      }
    }
  }

  private static String explanation(EngineEvents events, Path log) throws IOException {
    if (!events.errors().isEmpty()) {
      return String.join("\n", events.errors());
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  private static void require(Tool.Result result, String what) {
    if (result.exitCode() != 0) {
      throw new LocalException(
          what + " failed:\n" + result.errors().strip() + result.output().strip());
    }
  }
}
