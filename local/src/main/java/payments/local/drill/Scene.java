package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.emulator.Faults;
import payments.local.load.Load;
import payments.local.process.Pause;

/** What a drill works with: the system, the tool, the load, and the notes for the picture. */
final class Scene {
  /** Of every run of the tool here; its script says how often metrics are published. */
  private static final List<String> PACE =
      List.of(
          "--bake", "8s",
          "--watch-interval", "2s",
          "--ttl", "1s");

  /** Of half of the light load in a bake. */
  private static final String LEAST = "30";

  /** The longest that the tool takes for all before an update, and for an update. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String drill;
  private final Site site;
  private final ShiftTool tool;
  private final Sampler sampler;
  private final Optional<Load> load;
  private final Progress.Step step;
  private final List<ShiftRun> runs = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private boolean alarming;

  Scene(
      String drill,
      Site site,
      ShiftTool tool,
      Sampler sampler,
      Optional<Load> load,
      Progress.Step step) {
    this.drill = drill;
    this.site = site;
    this.tool = tool;
    this.sampler = sampler;
    this.load = load;
    this.step = step;
  }

  Site site() {
    return site;
  }

  Sampler sampler() {
    return sampler;
  }

  /** What the load has seen so far, second by second. */
  List<PaidSecond> paid() {
    return PaidSecond.of(load().began(), load().seconds());
  }

  /** Says what the drill is at. */
  void at(String what) {
    step.detail(what);
  }

  /** The load of this drill. */
  Load load() {
    return load.orElseThrow();
  }

  /** Starts {@code shift move}; later options win over the drills' own. */
  ShiftRun shift(String to, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("move", "--to", to, "--yes", "--min-requests", LEAST));
    arguments.addAll(List.of(options));
    return start(arguments);
  }

  /** Starts {@code shift rollback} of a move to that color. */
  ShiftRun rollback(String to) {
    return start(List.of("rollback", "--to", to));
  }

  private ShiftRun start(List<String> command) {
    List<String> arguments = new ArrayList<>(command.subList(0, 1));
    arguments.addAll(PACE);
    arguments.addAll(command.subList(1, command.size()));
    ShiftRun run = tool.start(drill, arguments);
    mark(
        run.started(),
        runs.isEmpty() ? Mark.Kind.STARTED : Mark.Kind.RESTARTED,
        String.join(" ", arguments));
    runs.add(run);
    return run;
  }

  /** Sets faults, in place of those before, and tells when they were in force. */
  Instant fault(String what, List<Faults.Fault> faults) {
    alarming();
    site.faults().set(faults);
    Instant at = Instant.now();
    mark(at, Mark.Kind.FAULT, what);
    return at;
  }

  /** Notes that the drill does what may put alarms on. */
  void alarming() {
    alarming = true;
  }

  /** Whether alarms may be on, or go on yet, after the drill. */
  boolean isAlarming() {
    return alarming;
  }

  /** Notes something for the picture. */
  void mark(Instant at, Mark.Kind kind, String text) {
    marks.add(new Mark(at, kind, text));
  }

  /** Lets time go by. */
  void pause(Duration time) {
    Pause.of(time);
  }

  /**
   * Waits until the stack and both records have those weights, and tells since when.
   *
   * @throws LocalException if they have not in time
   */
  Instant awaitWeights(Weights weights) {
    return sampler.await(sample -> sample.settled(weights), weights.toString(), PATIENCE);
  }

  /** All that happened, by the drill's notes and by the tool's event logs, in order of time. */
  List<Mark> marks() {
    return Stream.concat(marks.stream(), runs.stream().flatMap(Scene::told))
        .sorted((one, other) -> one.at().compareTo(other.at()))
        .toList();
  }

  private static Stream<Mark> told(ShiftRun run) {
    return run.events().stream()
        .flatMap(
            event ->
                kind(event.name()).stream()
                    .map(kind -> new Mark(event.at(), kind, event.toString())));
  }

  private static Optional<Mark.Kind> kind(String event) {
    return switch (event) {
      case "updating" -> Optional.of(Mark.Kind.UPDATE);
      case "back" -> Optional.of(Mark.Kind.BACK);
      case "ended" -> Optional.of(Mark.Kind.ENDED);
      default -> Optional.empty();
    };
  }

  /** Ends every run of the tool that is left. */
  void close() {
    runs.forEach(ShiftRun::close);
  }
}
