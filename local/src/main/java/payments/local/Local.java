package payments.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import payments.local.bench.Bench;
import payments.local.bench.BenchSettings;
import payments.local.console.Progress;
import payments.local.drill.DrillSettings;
import payments.local.load.LoadSettings;
import payments.local.soak.SoakSettings;
import payments.local.system.Acceptance;
import payments.local.system.BringUp;
import payments.local.system.DrillRun;
import payments.local.system.Loading;
import payments.local.system.LocalSystem;
import payments.local.system.Preview;
import payments.local.system.Resident;
import payments.local.system.Showing;
import payments.local.system.Soaking;
import payments.local.system.TearDown;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** The driver behind {@code make local} and its sisters. */
@Command(
    name = "local",
    description = "Runs the whole payment system on this machine.",
    mixinStandardHelpOptions = true)
public final class Local {

  /** Exit code of a command that failed for a reason it has explained. */
  private static final int FAILED = 1;

  private Local() {}

  /** Runs one command; see {@code --help}. */
  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Local())
            .setExecutionExceptionHandler(
                (exception, line, result) -> {
                  if (expected(exception)) {
                    System.err.println("error: " + exception.getMessage());
                    return FAILED;
                  }
                  throw exception;
                })
            .execute(arguments);
    System.exit(code);
  }

  /** What a person can mend: the emulator or a file that does not answer as it should included. */
  private static boolean expected(Exception exception) {
    return exception instanceof LocalException
        || exception instanceof SdkException
        || exception instanceof UncheckedIOException;
  }

  private static Progress progress() {
    return new Progress(System.out, onTerminal());
  }

  private static boolean onTerminal() {
    try {
      return Path.of("/proc/self/fd/1").toRealPath().startsWith("/dev/pts");
    } catch (IOException e) {
      return false;
    }
  }

  @Command(description = "Brings the system up, pays once, and shows where the payment is stored.")
  int up() {
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      new BringUp(system, progress).run();
      return 0;
    }
  }

  @Command(description = "Destroys the stacks, stops everything, and says what is left.")
  int down(
      @Option(
              names = "--force",
              description = "Stop everything even if the stacks cannot be destroyed.")
          boolean force) {
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      new TearDown(system, progress).run(force);
      return 0;
    }
  }

  @Command(description = "Shows each color's weight, health and requests.")
  int status() {
    try (LocalSystem system = LocalSystem.here()) {
      if (!system.running()) {
        throw new LocalException("the local system does not run: `make local` starts it");
      }
      System.out.print(new Showing(system).colors());
      return 0;
    }
  }

  @Command(description = "Previews the three stacks on the running system.")
  int preview() {
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      new Preview(system, progress).run();
      return 0;
    }
  }

  @Command(description = "Prints what makes pulumi and aws work on the local system, for eval.")
  int env() {
    try (LocalSystem system = LocalSystem.here()) {
      if (!system.running()) {
        System.err.println("note: the local system does not run: `make local` starts it");
      }
      for (Map.Entry<String, String> variable : system.environment().entrySet()) {
        System.out.printf(
            "export %s='%s'%n", variable.getKey(), variable.getValue().replace("'", "'\\''"));
      }
      return 0;
    }
  }

  @Command(
      description = "Sends many payments to both colors while function processes are killed.",
      footer = "Settings come from PAYMENTS, CLIENTS, SEED, MINUTES and KILLS.")
  int soak() {
    SoakSettings settings = SoakSettings.read(System.getenv());
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      return new Soaking(system, progress).run(settings) ? 0 : FAILED;
    }
  }

  @Command(
      description = "Moves customers between the colors while things go wrong on purpose.",
      footer = "Settings come from DRILLS and RATE.")
  int drill() {
    DrillSettings settings = DrillSettings.read(System.getenv());
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      return new DrillRun(system, progress).run(settings) ? 0 : FAILED;
    }
  }

  @Command(
      description = "Pays at a steady rate through the weighted route, and says how that went.",
      footer = "Settings come from RATE and DURATION.")
  int load() {
    LoadSettings settings = LoadSettings.read(System.getenv());
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      return new Loading(system, progress).run(settings) ? 0 : FAILED;
    }
  }

  @Command(
      description = "Proves that the system works, from nothing to nothing; what CI runs.",
      footer = "Settings of the drills come from DRILLS and RATE.")
  int accept() {
    try (LocalSystem system = LocalSystem.here();
        Progress progress = progress()) {
      return new Acceptance(system, progress).run() ? 0 : FAILED;
    }
  }

  @Command(
      description = "Measures the payment function beside its three AWS calls bare.",
      footer = "Settings come from COLD_STARTS and CALLS.")
  int bench() {
    BenchSettings size = BenchSettings.read(System.getenv());
    Settings settings = Settings.read(System.getenv());
    try (Progress progress = progress()) {
      return new Bench(settings, new Layout(Path.of("")), progress).run(size) ? 0 : FAILED;
    }
  }

  @Command(hidden = true, description = "The process that stays: local edge and local Aurora.")
  int resident() {
    try (LocalSystem system = LocalSystem.here()) {
      Resident.serve(system);
      return 0;
    }
  }
}
