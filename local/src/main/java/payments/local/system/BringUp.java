package payments.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.aurora.MariaDbDistribution;
import payments.local.console.Progress;
import payments.local.emulator.HostedZone;
import payments.local.emulator.Inventory;
import payments.local.files.FileTree;
import payments.local.pulumi.EngineEvents;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;

/** {@code make local}: each step does nothing where its result is there already. */
public final class BringUp {
  private final LocalSystem system;
  private final Layout layout;
  private final Progress progress;

  /**
   * @param system what to bring up
   * @param progress where to show it
   */
  public BringUp(LocalSystem system, Progress progress) {
    this.system = system;
    this.layout = system.layout();
    this.progress = progress;
  }

  /** Brings the system up, pays once, and shows where the payment is. */
  public void run() {
    system.exclusively(
        () -> {
          int changes = deploy();
          Showing showing = new Showing(system);
          progress.line(showing.pay(progress));
          progress.line(
              changes == 0
                  ? "Nothing was changed: the system ran already."
                  : "The system runs. `make local-down` takes it down.");
        });
  }

  /**
   * Brings the three stacks up.
   *
   * @return how many resources were changed
   */
  int deploy() {
    new Preflight(system).check();
    system.recordSettings();
    toolchain();
    new FunctionZip(layout, system.processes()).build(progress);
    unpackDatabase();
    startProcesses();
    Pulumi pulumi = system.pulumi();
    recover(pulumi);
    try {
      return update(pulumi);
    } catch (LocalException e) {
      if (pulumi.orphans().isEmpty()) {
        throw e;
      }
      // No state tells their ids, so nothing can delete or adopt them: only an empty account helps.
      progress.line(e.getMessage());
      progress.line(
          "  An interrupted run made what no stack knows, so the emulator starts over empty:\n    "
              + String.join("\n    ", pulumi.orphans()));
      startOver();
      return update(pulumi);
    }
  }

  private void toolchain() {
    ProcessBuilder builder =
        new ProcessBuilder(layout.root().resolve("local/toolchain/build").toString()).inheritIO();
    builder.environment().put("PAYMENTS_CACHE", system.settings().cache().toString());
    try {
      if (builder.start().waitFor() != 0) {
        throw new LocalException("the toolchain is not complete; what is missing stands above");
      }
    } catch (IOException e) {
      throw new LocalException("cannot run local/toolchain/build: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while building the toolchain", e);
    }
  }

  private void unpackDatabase() {
    try (Progress.Step step = progress.step("MariaDB for Aurora")) {
      step.done(MariaDbDistribution.prepare(system.settings()).server().toString());
    }
  }

  private void startProcesses() {
    startEmulator();
    HostedZone zone = new HostedZone(system.aws(), PulumiProject.ZONE);
    if (zone.find().isEmpty() && Files.exists(layout.pulumiState()) && stateIsLost()) {
      progress.line(
          "  The emulator was ended by force and has lost its state: starting over with empty stacks.");
      forget();
      startEmulator();
    }
    configure(zone);
    try (Progress.Step step = progress.step("Local edge")) {
      new Resident(system.settings(), layout, system.processes()).start();
      step.done(system.settings().edgeUrl());
    }
  }

  private void startEmulator() {
    try (Progress.Step step = progress.step("AWS emulator")) {
      system.emulator().start(system.settings().cache().resolve("ministack/bin/python"));
      step.done(system.settings().endpoint());
    }
  }

  private boolean stateIsLost() {
    try (Progress.Step step = progress.step("Counting what the emulator holds")) {
      List<String> held = new Inventory(system.aws()).list();
      step.done(held.size() + " resources");
      return Inventory.lost(held);
    }
  }

  /** Makes the hosted zone if there is none, and the stacks' settings. */
  private void configure(HostedZone zone) {
    PulumiProject project = new PulumiProject(layout);
    Optional<String> found = zone.find();
    String id = found.orElseGet(zone::create);
    project.write(id);
    if (found.isEmpty()) {
      project.moveTo(id);
    }
  }

  private void recover(Pulumi pulumi) {
    for (String stack : PulumiProject.STACKS) {
      pulumi.recover(stack, progress);
    }
    initialize(pulumi);
  }

  private void initialize(Pulumi pulumi) {
    try (Progress.Step step = progress.step("Stacks")) {
      PulumiProject.STACKS.forEach(pulumi::init);
      step.done(String.join(", ", PulumiProject.STACKS));
    }
  }

  private int update(Pulumi pulumi) {
    int changes = pulumi.up(PulumiProject.SHARED, progress).changes();
    for (EngineEvents events : both(stack -> pulumi.up(stack, progress))) {
      changes += events.changes();
    }
    return changes;
  }

  /** One piece of work for each color, at the same time. */
  static List<EngineEvents> both(Function<String, EngineEvents> work) {
    ExecutorService workers = Executors.newFixedThreadPool(PulumiProject.COLORS.size());
    try {
      List<Future<EngineEvents>> futures = new ArrayList<>();
      for (String color : PulumiProject.COLORS) {
        futures.add(workers.submit(() -> work.apply(color)));
      }
      List<EngineEvents> results = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      for (Future<EngineEvents> future : futures) {
        try {
          results.add(future.get());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof LocalException)) {
            throw new IllegalStateException(e.getCause());
          }
          problems.add(e.getCause().getMessage());
        }
      }
      if (!problems.isEmpty()) {
        throw new LocalException(String.join("\n", problems));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while the colors were worked on", e);
    } finally {
      workers.shutdown();
    }
  }

  private void startOver() {
    forget();
    startProcesses();
    initialize(system.pulumi());
  }

  /** Stops the emulator and forgets what it held; the stacks' settings stay. */
  private void forget() {
    Pulumi pulumi = system.pulumi();
    // One that still runs would write its state anew.
    PulumiProject.STACKS.forEach(stack -> pulumi.end(stack, progress));
    try (Progress.Step step = progress.step("Stopping the AWS emulator")) {
      system.emulator().stop();
      FileTree.delete(layout.emulatorState());
      FileTree.delete(layout.pulumiState());
      Files.deleteIfExists(Showing.paymentFile(layout));
      step.done();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
