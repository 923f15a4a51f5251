package payments.local.system;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.emulator.HostedZone;
import payments.local.emulator.Inventory;
import payments.local.files.FileTree;
import payments.local.process.Pause;
import payments.local.pulumi.EngineEvents;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;

/** {@code make local-down}: destroys the stacks, stops what was started, and says what is left. */
public final class TearDown {
  private static final Duration DATABASES = Duration.ofSeconds(30);

  private final LocalSystem system;
  private final Layout layout;
  private final Progress progress;

  /**
   * @param system what to take down
   * @param progress where to show it
   */
  public TearDown(LocalSystem system, Progress progress) {
    this.system = system;
    this.layout = system.layout();
    this.progress = progress;
  }

  /**
   * Takes the system down.
   *
   * @param force whether to stop everything even if the stacks cannot be destroyed; what they hold
   *     goes with the emulator
   * @throws LocalException naming what is left, after all has been stopped, if anything is; or why
   *     the stacks cannot be destroyed, with everything still running
   */
  public void run(boolean force) {
    if (!Files.exists(layout.local())) {
      progress.line("Nothing runs here.");
      return;
    }
    system.exclusively(() -> takeDown(force));
  }

  private void takeDown(boolean force) {
    List<String> left = new ArrayList<>();
    if (Files.exists(layout.pulumiProject())) {
      left.addAll(destroyed(force));
    }
    try (Progress.Step step = progress.step("Stopping processes")) {
      List<String> names = new ArrayList<>(system.processes().running());
      // Whoever starts others goes first.
      names.sort((a, b) -> Boolean.compare(b.equals(Resident.NAME), a.equals(Resident.NAME)));
      for (String name : names) {
        step.detail(name);
        system.processes().stop(name, Duration.ofSeconds(30));
      }
      step.done(names.isEmpty() ? "none ran" : String.join(", ", names));
    }
    try (Progress.Step step = progress.step("Deleting the run's files")) {
      FileTree.delete(layout.local());
      step.done();
    }
    if (!left.isEmpty()) {
      throw new LocalException(
          "all is stopped, but this was left in the emulator:\n  " + String.join("\n  ", left));
    }
    progress.line("Nothing is left.");
  }

  private List<String> destroyed(boolean force) {
    try {
      return destroy();
    } catch (RuntimeException e) {
      if (!force) {
        throw new LocalException(
            e.getMessage() + "\n`make local-down FORCE=1` stops everything all the same", e);
      }
      return List.of("what could not be destroyed: " + e.getMessage());
    }
  }

  private List<String> destroy() {
    try (Progress.Step step = progress.step("AWS emulator")) {
      system.emulator().start(system.settings().cache().resolve("ministack/bin/python"));
      step.done();
    }
    HostedZone zone = new HostedZone(system.aws(), PulumiProject.ZONE);
    if (zone.find().isEmpty() && Inventory.lost(held())) {
      progress.line("  The emulator has lost its state: there is nothing to destroy.");
      return List.of();
    }
    Pulumi pulumi = system.pulumi();
    for (String stack : PulumiProject.STACKS) {
      pulumi.recover(stack, progress);
    }
    BringUp.both(stack -> destroy(pulumi, stack));
    destroy(pulumi, PulumiProject.SHARED);
    zone.delete();
    awaitDatabases();
    return held();
  }

  private List<String> held() {
    try (Progress.Step step = progress.step("Counting what the emulator holds")) {
      List<String> held = new Inventory(system.aws()).list();
      step.done(held.isEmpty() ? "nothing" : held.size() + " resources");
      return held;
    }
  }

  private EngineEvents destroy(Pulumi pulumi, String stack) {
    if (!pulumi.exists(stack)) {
      return new EngineEvents();
    }
    EngineEvents events = pulumi.destroy(stack, progress);
    pulumi.remove(stack);
    return events;
  }

  /** The resident process stops a database when it sees that its cluster is gone. */
  private void awaitDatabases() {
    if (system.processes().find(Resident.NAME).isEmpty()) {
      return;
    }
    try (Progress.Step step = progress.step("Waiting for the databases' end")) {
      long deadline = System.nanoTime() + DATABASES.toNanos();
      while (databaseRuns() && System.nanoTime() < deadline) {
        Pause.of(Duration.ofMillis(200));
      }
      step.done(databaseRuns() ? "one still runs" : "");
    }
  }

  private boolean databaseRuns() {
    return system.processes().running().stream().anyMatch(name -> name.startsWith("aurora-"));
  }
}
