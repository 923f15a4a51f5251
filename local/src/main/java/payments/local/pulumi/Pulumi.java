package payments.local.pulumi;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

  /**
   * For the colors, which are brought up at the same time and after the shared stack, whose run has
   * compiled the program. Maven writes its record of what it saw anew in every run; who reads it
   * half written deletes all classes and compiles them again, under the feet of the other color.
   */
  private static final String AS_BUILT = "-Dmaven.compiler.useIncrementalCompilation=false";

  private final Layout layout;
  private final ProcessRegistry processes;
  private final Map<String, String> environment;
  private final String program;
  private final Set<String> orphans = ConcurrentHashMap.newKeySet();

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
    return checkpoint(stack).exists();
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

  /**
   * Clears away what an interrupted run left (an update that still runs is ended in order, its lock
   * is removed), and reads the stack anew if its last update did not end in order.
   *
   * @throws LocalException if somebody else's Pulumi is working on the stack
   */
  public void recover(String stack, Progress progress) {
    end(stack, progress);
    if (!recovered(stack) && exists(stack)) {
      refresh(stack, progress);
    }
  }

  /** Ends an update that an interrupted run left running, in order. */
  public void end(String stack, Progress progress) {
    if (processes.find(process(stack)).isPresent()) {
      try (Progress.Step step = progress.step("Ending the interrupted update of " + stack)) {
        processes.stop(process(stack), Duration.ofMinutes(2));
        step.done();
      }
    }
  }

  /** Removes a lock that was left, and tells whether the stack's last update ended in order. */
  boolean recovered(String stack) {
    if (lock(stack).isLeft()) {
      require(run("cancel", "--yes", "--stack", stack), "pulumi cancel of " + stack);
    }
    Checkpoint checkpoint = checkpoint(stack);
    interrupted(stack).add(checkpoint.pendingCreations());
    return !checkpoint.pending() && !Files.exists(unfinished(stack));
  }

  /**
   * What an update since could not create because AWS has it already, and of which an earlier
   * creation was cut off: it was made then, and is in no stack's state.
   */
  public Set<String> orphans() {
    return Set.copyOf(orphans);
  }

  private Checkpoint checkpoint(String stack) {
    return new Checkpoint(
        layout.pulumiState().resolve(".pulumi/stacks/payments/" + stack + ".json"));
  }

  private StackLock lock(String stack) {
    return new StackLock(
        stack, layout.pulumiState().resolve(".pulumi/locks/organization/payments/" + stack));
  }

  /** Beside the state, since it goes with it. */
  private InterruptedCreations interrupted(String stack) {
    return new InterruptedCreations(layout.pulumiState().resolve(stack + ".interrupted"));
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
      if (what.equals("up") && PulumiProject.COLORS.contains(stack)) {
        environment.put("MAVEN_OPTS", (inherited("MAVEN_OPTS") + " " + AS_BUILT).strip());
      }
      Process process = processes.startAttached(process(stack), command, environment, log);
      follow(process, eventLog, events);
      if (process.exitValue() != 0) {
        step.detail("see " + log);
        interrupted(stack).urns().stream()
            .filter(events.existing()::contains)
            .forEach(orphans::add);
        throw new LocalException(
            "pulumi %s of %s failed:%n%s".formatted(what, stack, explanation(events, log)));
      }
      if (changing) {
        Files.deleteIfExists(unfinished(stack));
      }
      if (what.equals("up")) {
        interrupted(stack).forget();
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

  private static String inherited(String variable) {
    return System.getenv().getOrDefault(variable, "");
  }

  private static String explanation(EngineEvents events, Path log) throws IOException {
    // The errors alone do not say why a program did not run: its own output is in the log only.
    List<String> lines = Files.readAllLines(log);
    return Stream.concat(
            events.errors().stream(), lines.stream().skip(Math.max(0, lines.size() - SHOWN_LINES)))
        .collect(Collectors.joining("\n"));
  }

  private static void require(Tool.Result result, String what) {
    if (result.exitCode() != 0) {
      throw new LocalException(
          what + " failed:\n" + result.errors().strip() + result.output().strip());
    }
  }
}
