package payments.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import payments.local.Layout;
import payments.local.Settings;
import payments.local.console.Progress;
import payments.local.emulator.AwsClients;
import payments.local.emulator.Emulator;
import payments.local.files.FileTree;
import payments.local.process.ProcessRegistry;

/**
 * Measures the payment function as Lambda would run it. The events come from a Runtime API of the
 * bench's own; the emulator, also its own, is only behind the function and not in front of it.
 */
public final class Bench {
  private final Settings settings;
  private final Path zip;
  private final Layout own;
  private final Progress progress;

  /**
   * @param settings where built tools are
   * @param layout the checkout, in which the zip is built
   * @param progress where to show it
   */
  public Bench(Settings settings, Layout layout, Progress progress) {
    this.settings = settings.withEmulatorPort(freePort());
    this.zip = layout.functionZip();
    this.own = new Layout(layout.root(), Path.of("target/bench"));
    this.progress = progress;
  }

  /**
   * Measures and prints.
   *
   * @return whether every limit is kept
   */
  public boolean run(BenchSettings size) {
    Emulator emulator = new Emulator(settings, own, new ProcessRegistry(own.processes()));
    emulator.stop();
    FileTree.delete(own.local());
    // Ctrl-C does not reach the emulator, which has a session of its own.
    Thread stop = new Thread(emulator::stop);
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      start(emulator);
      Report report = measure(size);
      progress.line("\n" + report);
      // Not if something failed: the logs tell why.
      emulator.stop();
      FileTree.delete(own.local());
      return report.met();
    } finally {
      emulator.stop();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  private void start(Emulator emulator) {
    try (Progress.Step step = progress.step("AWS emulator");
        AwsClients aws = new AwsClients(settings.endpoint())) {
      emulator.start(settings.cache().resolve("ministack/bin/python"));
      BenchStores.create(aws);
      step.done(settings.endpoint());
    }
  }

  private Report measure(BenchSettings size) {
    Code code = Code.unpack(zip, own.local().resolve("function"));
    Code bench = Code.unpack(zip, own.local().resolve("bench")).withBench(tests());
    Map<String, String> environment = environment();
    ColdStarts cold =
        ColdStarts.measure(size.coldStarts(), code, bench, environment, log("cold"), progress);
    try (FunctionProcess function =
            new FunctionProcess(code, FunctionProcess.HANDLER, environment, log("function"));
        FloorProcess bare = new FloorProcess(bench, environment, log("floor"))) {
      WarmCalls warm = WarmCalls.measure(size.calls(), function, bare, progress);
      return new Report(
          cold, warm, Math.max(function.peakMebibytes(), cold.peak().get()), zipBytes());
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(AwsClients.CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL", settings.endpoint());
    environment.put("AWS_REGION", BenchStores.REGION);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "payment");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(Report.MEMORY_MEBIBYTES));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("ENVIRONMENT", "bench");
    environment.put("COLOR", "blue");
    environment.put("SESSION_TABLE", BenchStores.TABLE);
    environment.put("TRANSACTION_BUCKET", BenchStores.BUCKET);
    // No payment reads these two.
    environment.put("DB_ENDPOINT", "unused");
    environment.put("DB_SECRET_ARN", "unused");
    return environment;
  }

  private Path tests() {
    return own.root().resolve("function/target/test-classes");
  }

  private Path log(String name) {
    return own.logs().resolve(name + ".log");
  }

  private long zipBytes() {
    try {
      return Files.size(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
