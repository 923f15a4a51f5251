package payments.local.drill;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.edge.EdgeServer.ColorStatus;
import payments.local.files.AtomicFile;
import payments.local.load.Load;
import payments.local.process.Pause;
import payments.local.pulumi.PulumiProject;

/** Runs drills one after another, each from the weights that it wants, and tells how they went. */
public final class Drilling {
  /** How long customers send on: longer than any way back takes. */
  private static final Duration CUSTOMERS = Duration.ofMinutes(4);

  private static final int WARM_RATE = 30;
  private static final Duration WARM = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private final Site site;
  private final DrillSettings settings;
  private final Progress progress;
  private final ShiftTool tool;
  private final Restoration restoration;
  private final Sampler sampler;
  private final List<Result> results = new ArrayList<>();
  private final List<Panel> panels = new ArrayList<>();
  private final String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);

  /**
   * @param site a system that runs
   * @param progress where to show it
   */
  public Drilling(Site site, DrillSettings settings, Progress progress) {
    this.site = site;
    this.settings = settings;
    this.progress = progress;
    this.tool = ShiftTool.of(site);
    RecordWeights records =
        new RecordWeights(site.aws(), site.zoneId(), "origin." + PulumiProject.DOMAIN);
    StackWeights stack = new StackWeights(site.state(PulumiProject.SHARED));
    this.sampler = new Sampler(records::read, stack::read, Clock.systemUTC());
    this.restoration = new Restoration(site, sampler, progress);
  }

  /** Where the picture is. */
  public Path picture() {
    return site.layout().root().resolve("target/drill/drills.svg");
  }

  /**
   * Runs them, and leaves all customers at blue and everything well.
   *
   * @return whether all passed
   */
  public boolean run() {
    try (sampler) {
      sampler.start();
      restoration.awaitWell();
      warmUp();
      int rate = settings.rate().orElseGet(this::borne);
      Drills.of(settings.drills(), rate, progress).forEach(this::run);
      restore();
    }
    DrillReport report = new DrillReport(results);
    progress.line(report.toString());
    progress.line("The picture is in " + picture());
    return report.passed();
  }

  private void restore() {
    Findings findings = new Findings();
    Instant start = Instant.now();
    attempt(findings, () -> restoration.to(Weights.BLUE));
    if (!findings.failures().isEmpty()) {
      add("restoration", "everything is as it was before the drills", findings, start);
    }
  }

  private void add(String name, String shows, Findings findings, Instant start) {
    results.add(
        new Result(
            name,
            shows,
            findings.figures(),
            findings.failures(),
            Duration.between(start, Instant.now())));
  }

  /** Starts the functions' processes, so that no drill measures that instead. */
  private void warmUp() {
    for (ColorStatus color : site.edgeStatus().get()) {
      try (Progress.Step step = progress.step("Warming " + color.color() + " up");
          Load load =
              new Load(color.url(), WARM_RATE, prefix("warm-" + color.color()), CUSTOMERS)) {
        load.start();
        Pause.of(WARM);
        load.finish();
        step.done(load.figures().ok() + " payments");
      }
    }
  }

  /** The rate that this machine bears. */
  private int borne() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (Progress.Step step = progress.step("Looking how many payments this machine bears");
        Load load = new Load(site.edge(), Pace.LIGHT_RATE, prefix("borne"), CUSTOMERS)) {
      load.start();
      machine.getCpuLoad();
      Pause.of(MEASURED);
      double busy = machine.getCpuLoad();
      load.finish();
      int rate = Pace.borne(busy);
      step.done(
          "%d a second: it is %.0f%% busy with %d".formatted(rate, 100 * busy, Pace.LIGHT_RATE));
      return rate;
    }
  }

  private void run(Drill drill) {
    progress.line("== " + drill.name() + ": " + drill.shows());
    Findings findings = new Findings();
    attempt(findings, () -> restoration.to(drill.start()));
    Instant start = Instant.now();
    if (findings.failures().isEmpty()) {
      run(drill, findings);
    }
    add(drill.name(), drill.shows(), findings, start);
    findings.failures().forEach(failure -> progress.line("  FAILED: " + failure));
    AtomicFile.write(picture(), Picture.of(panels));
  }

  private void run(Drill drill, Findings findings) {
    Optional<Load> load = load(drill);
    int violationsBefore = sampler.violations().size();
    Instant start = Instant.now();
    List<Mark> marks;
    Instant end;
    try (Progress.Step step = progress.step(drill.name())) {
      Scene scene = new Scene(drill.name(), site, tool, sampler, load, step);
      load.ifPresent(Load::start);
      attempt(findings, () -> drill.run(scene, findings));
      attempt(findings, () -> checkRecords(findings));
      end = Instant.now();
      attempt(findings, scene::close);
      attempt(findings, () -> site.faults().clear());
      load.ifPresent(paying -> attempt(findings, () -> audit(drill, paying, findings)));
      attempt(findings, () -> drill.undo(scene));
      if (scene.isAlarming()) {
        attempt(findings, restoration::forget);
      }
      sampler.violations().stream().skip(violationsBefore).forEach(findings::fail);
      sampler.gap().ifPresent(findings::fail);
      marks = scene.marks();
      if (findings.failures().isEmpty()) {
        step.done();
      }
    } finally {
      load.ifPresent(Load::close);
    }
    panels.add(
        new Panel(
            drill.name(),
            findings.failures().isEmpty(),
            start,
            end,
            load.map(paying -> PaidSecond.of(paying.began(), paying.seconds())).orElseGet(List::of),
            sampler.changes(),
            marks));
  }

  private void checkRecords(Findings findings) {
    Sample now = sampler.look();
    findings.check(now.sumsTo100(), "at the end the records do not sum to 100: %s", now);
  }

  private void audit(Drill drill, Load load, Findings findings) {
    new Customers(load).audit(findings);
    site.audit(drill.stores(), prefix(drill.name())).run(load.sent(), findings);
  }

  private Optional<Load> load(Drill drill) {
    return drill.rate() == 0
        ? Optional.empty()
        : Optional.of(new Load(site.edge(), drill.rate(), prefix(drill.name()), CUSTOMERS));
  }

  private String prefix(String drill) {
    return "drill-" + run + "-" + drill + "-";
  }

  /** Whatever goes wrong is found, and the rest is done all the same. */
  private static void attempt(Findings findings, Runnable work) {
    try {
      work.run();
    } catch (LocalException e) {
      findings.fail(e.getMessage());
    } catch (RuntimeException e) {
      findings.fail(e.toString());
      e.printStackTrace();
    }
  }
}
