package payments.local.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.process.Pause;
import payments.local.process.PortOwner;
import payments.local.process.ProcessIdentity;
import payments.local.process.ProcessRegistry;

/**
 * ministack as a process of its own, on loopback, with IAM enforced. It writes its state when it
 * ends in order and reads it at the next start; killed by force, it forgets everything.
 */
public final class Emulator {
  private static final String NAME = "emulator";
  private static final Duration START_TIME = Duration.ofSeconds(60);
  private static final Duration STOP_TIME = Duration.ofSeconds(30);

  private final Settings settings;
  private final Layout layout;
  private final ProcessRegistry processes;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * @param settings its port
   * @param layout where its state and log are
   * @param processes where its process is recorded
   */
  public Emulator(Settings settings, Layout layout, ProcessRegistry processes) {
    this.settings = settings;
    this.layout = layout;
    this.processes = processes;
  }

  /** Our emulator's process, if it runs. */
  public Optional<ProcessIdentity> process() {
    return processes.find(NAME);
  }

  /** Whether our emulator's process runs. */
  public boolean running() {
    return process().isPresent();
  }

  /** Whether it answers. */
  public boolean healthy() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.endpoint() + "/_ministack/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts it unless it runs, and waits until it answers.
   *
   * @param python the Python in whose environment ministack is
   * @throws LocalException with its log's name if it does not come up; or if its port is taken:
   *     whoever has it may be another checkout's emulator, and would answer
   */
  public void start(Path python) {
    Path log = layout.logs().resolve("emulator.log");
    if (!running()) {
      requireFreePort();
      Path program = layout.root().resolve("local/emulator/serve.py");
      processes.start(
          NAME, List.of(python.toString(), "-B", program.toString()), environment(), log);
    }
    long deadline = System.nanoTime() + START_TIME.toNanos();
    while (!healthy()) {
      Pause.of(Duration.ofMillis(100));
      if (!running() || System.nanoTime() > deadline) {
        throw new LocalException("the AWS emulator does not come up; see " + log);
      }
    }
  }

  private void requireFreePort() {
    PortOwner.describe(InetAddress.getLoopbackAddress(), settings.emulatorPort())
        .ifPresent(
            owner -> {
              throw new LocalException(
                  "port %d, for the AWS emulator, is taken by %s: stop that, or set %s to another one"
                      .formatted(settings.emulatorPort(), owner, Settings.EMULATOR_PORT));
            });
  }

  /** Ends it, its state written. */
  public void stop() {
    processes.stop(NAME, STOP_TIME);
  }

  /** Function processes inherit all of this from the emulator. */
  private Map<String, String> environment() {
    Path state = layout.emulatorState();
    Path temporary = state.resolve("tmp");
    try {
      Files.createDirectories(temporary);
    } catch (IOException e) {
      throw new LocalException("cannot make the folder " + temporary, e);
    }
    Map<String, String> environment = new HashMap<>(AwsClients.CREDENTIALS);
    environment.put("GATEWAY_PORT", Integer.toString(settings.emulatorPort()));
    // The default listens on every address of the machine.
    environment.put("BIND_HOST", "127.0.0.1");
    environment.put("AUTH", "true");
    environment.put("PERSIST_STATE", "1");
    environment.put("STATE_DIR", state.resolve("state").toString());
    environment.put("S3_PERSIST", "1");
    environment.put("S3_DATA_DIR", state.resolve("s3").toString());
    environment.put("TMPDIR", temporary.toString());
    environment.put("AWS_ENDPOINT_URL", settings.endpoint());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "PAYMENTS_LOCAL_JAVA_OPTIONS",
        "-Djdk.net.hosts.file=%s -Dpayments.ledger.sslMode=DISABLED".formatted(layout.hostsFile()));
    return environment;
  }
}
