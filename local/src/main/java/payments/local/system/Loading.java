package payments.local.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.load.Figures;
import payments.local.load.Load;
import payments.local.load.LoadReport;
import payments.local.load.LoadSettings;
import payments.local.process.Pause;
import payments.local.process.ProcessIdentity;

/** Pays at a steady rate through the weighted route of the local system, and says how that went. */
public final class Loading {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SHOW = Duration.ofSeconds(1);

  private final LocalSystem system;
  private final Progress progress;

  /**
   * @param system a system that runs
   * @param progress where to show it
   */
  public Loading(LocalSystem system, Progress progress) {
    this.system = system;
    this.progress = progress;
  }

  /**
   * Runs it and prints the result.
   *
   * @return whether every payment was taken
   * @throws LocalException if the system does not run
   */
  public boolean run(LoadSettings settings) {
    if (!system.running()) {
      throw new LocalException("the local system does not run: `make local` starts it");
    }
    String prefix = "load-" + Long.toString(Instant.now().getEpochSecond(), 36) + "-";
    try (Load load = new Load(system.settings().edgeUrl(), settings.rate(), prefix, PATIENCE)) {
      Map<String, Duration> before = processorTime();
      load.start();
      pay(load, settings.duration());
      Map<String, Duration> spent = processorTime();
      before.forEach(
          (part, time) -> spent.computeIfPresent(part, (same, after) -> after.minus(time)));
      LoadReport report =
          new LoadReport(settings, load.payments(), load.figures().retries(), spent);
      progress.line("\n" + report);
      return report.failed() == 0;
    }
  }

  private void pay(Load load, Duration duration) {
    try (Progress.Step step = progress.step("Paying through " + system.settings().edgeUrl())) {
      Instant end = Instant.now().plus(duration);
      while (Instant.now().isBefore(end)) {
        Pause.of(SHOW);
        Figures now = load.figures();
        step.detail(
            "%d begun, %d taken, %d failed, %d open, %d retries"
                .formatted(now.begun(), now.ok(), now.failed(), now.open(), now.retries()));
      }
      load.finish();
      step.done();
    }
  }

  /**
   * What every part has used since it began; the function processes are the emulator's children.
   */
  private Map<String, Duration> processorTime() {
    Map<String, Duration> times = new TreeMap<>();
    for (String name : system.processes().running()) {
      handle(system.processes().find(name))
          .forEach(handle -> times.merge(name, of(handle), Duration::plus));
    }
    handle(system.emulator().process())
        .flatMap(ProcessHandle::children)
        .forEach(handle -> times.merge("functions", of(handle), Duration::plus));
    times.put("load", of(ProcessHandle.current()));
    return times;
  }

  private static Stream<ProcessHandle> handle(Optional<ProcessIdentity> process) {
    return process.flatMap(identity -> ProcessHandle.of(identity.pid())).stream();
  }

  private static Duration of(ProcessHandle handle) {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
