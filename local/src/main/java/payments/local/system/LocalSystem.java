package payments.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.emulator.AwsClients;
import payments.local.emulator.Emulator;
import payments.local.process.ProcessRegistry;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiEnvironment;

/** The parts of the local system, wired for one checkout. */
public final class LocalSystem implements AutoCloseable {
  private final Settings settings;
  private final Layout layout;
  private final ProcessRegistry processes;
  private final AwsClients aws;
  private final Emulator emulator;

  /**
   * @param settings ports and cache
   * @param layout the checkout
   */
  public LocalSystem(Settings settings, Layout layout) {
    this.settings = settings;
    this.layout = layout;
    this.processes = new ProcessRegistry(layout.processes());
    this.aws = new AwsClients(settings.endpoint());
    this.emulator = new Emulator(settings, layout, processes);
  }

  /**
   * The system of the checkout in which the driver runs.
   *
   * @throws LocalException if a setting is wrong, or is not that of the system which runs
   */
  public static LocalSystem here() {
    Layout layout = new Layout(Path.of(""));
    boolean running = !new ProcessRegistry(layout.processes()).running().isEmpty();
    return new LocalSystem(
        new RunningSettings(layout.settings()).read(System.getenv(), running), layout);
  }

  /** Writes the settings down for the commands that follow. */
  void recordSettings() {
    new RunningSettings(layout.settings()).record(settings);
  }

  Settings settings() {
    return settings;
  }

  Layout layout() {
    return layout;
  }

  ProcessRegistry processes() {
    return processes;
  }

  AwsClients aws() {
    return aws;
  }

  Emulator emulator() {
    return emulator;
  }

  Pulumi pulumi() {
    return new Pulumi(layout, processes, environment());
  }

  /** The environment for {@code pulumi} and {@code aws}. */
  public Map<String, String> environment() {
    return PulumiEnvironment.variables(settings, layout, System.getenv().getOrDefault("PATH", ""));
  }

  /** Whether the emulator and the resident process run. */
  public boolean running() {
    return emulator.running() && processes.find(Resident.NAME).isPresent();
  }

  /**
   * Keeps every other driver of this checkout out while work is done.
   *
   * @throws LocalException if one is at work
   */
  void exclusively(Runnable work) {
    Path file = layout.local().resolve("lock");
    try {
      Files.createDirectories(layout.local());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new LocalException(
            "another `make local` or `make local-down` of this checkout is at work: wait for its end");
      }
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    aws.close();
  }
}
