package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import payments.local.LocalException;
import payments.local.process.Pause;

/**
 * The tool is ended by {@code kill -9} again and again, alone or with the Pulumi that it has
 * running, and started again each time: it goes on from where it was. A blow that missed what it
 * was meant for is a failure too.
 *
 * @param name of the drill
 * @param shows what it shows
 * @param start the weights at which it begins
 * @param first starts the tool
 * @param again starts it after a blow
 * @param back whether it goes back when it is started again
 * @param to the color that gets the customers then
 * @param blows the kills, one after another; each needs the tool to have come that far again
 * @param end the weights at which it ends
 */
record Killed(
    String name,
    String shows,
    Weights start,
    Function<Scene, ShiftRun> first,
    Function<Scene, ShiftRun> again,
    boolean back,
    String to,
    List<Blow> blows,
    Weights end)
    implements Drill {
  private static final Weights HALF = Weights.green(50);

  /** How long an update of the shared stack is let go on: it takes about eight seconds. */
  private static final Duration INTO_SHARED = Duration.ofSeconds(2);

  /** Once at every step there, in the window after it, and in every kind of update. */
  static Killed there() {
    return new Killed(
        "killed",
        "kill -9 at every step and inside every update: started again, it goes on",
        Weights.BLUE,
        Killed::move,
        Killed::move,
        false,
        "green",
        List.of(
            new Blow(Point.GATES, Weights.BLUE, false),
            new Blow(Point.SHARED, HALF, true),
            new Blow(Point.RECORDS, HALF, false),
            new Blow(Point.BAKE, HALF, false),
            new Blow(Point.SHARED, Weights.GREEN, false),
            new Blow(Point.RECORDS, Weights.GREEN, true),
            new Blow(Point.BAKE, Weights.GREEN, false),
            new Blow(Point.KEEPING, Weights.GREEN, false)),
        Weights.GREEN);
  }

  /** The same on the way back, which a person asked for. */
  static Killed wayBack() {
    return new Killed(
        "killed-back",
        "kill -9 inside every update of a way back: started again, it goes back",
        Weights.GREEN,
        Killed::rollback,
        Killed::rollback,
        true,
        "blue",
        List.of(
            new Blow(Point.SHARED, Weights.BLUE, true),
            new Blow(Point.RECORDS, Weights.BLUE, false)),
        Weights.BLUE);
  }

  /**
   * Pulumi too is killed in the very first update of the records. They are in force by then, and
   * Pulumi has not written them down: by its state there would be nothing to bring back.
   */
  static Killed atFirst() {
    return new Killed(
        "killed-first",
        "kill -9 of the tool and its Pulumi in the records' first update: rollback brings all back",
        Weights.BLUE,
        Killed::move,
        Killed::rollback,
        true,
        "blue",
        List.of(new Blow(Point.RECORDS, HALF, true)),
        Weights.BLUE);
  }

  /**
   * The window is counted from the shared stack's update on, and must not be over when the tool,
   * killed in the bake and again in the window, has twice waited for a dead one's lease.
   */
  private static ShiftRun move(Scene scene) {
    return scene.shift("green", "--steps", "50,100", "--keep-window", "3m");
  }

  private static ShiftRun rollback(Scene scene) {
    return scene.rollback("green");
  }

  /**
   * One kill.
   *
   * @param point where on its way the tool is
   * @param weights those that it sets there, or has set
   * @param withPulumi whether the Pulumi that it has running is killed too
   */
  record Blow(Point point, Weights weights, boolean withPulumi) {
    boolean hits(Hit hit) {
      return point.hit(hit, weights);
    }

    @Override
    public String toString() {
      return "%s %s%s".formatted(point.title(), weights, withPulumi ? ", with Pulumi" : "");
    }
  }

  @Override
  public void run(Scene scene, Findings findings) {
    ShiftRun tool = first.apply(scene);
    Optional<Course> kept = Optional.empty();
    for (Blow blow : blows) {
      Hit hit = strike(blow, tool, scene);
      findings.check(blow.hits(hit), "the blow missed %s: %s", blow, hit);
      findings.figure("killed %s: %s", blow, hit);
      check(kept, tool, findings);
      kept = hit.weights().stack().map(had -> new Course(back, to, had));
      tool = again.apply(scene);
    }
    scene.at("waiting for the end");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 0, "the tool's exit code is %d, not 0:%n%s", exit, tool.tail());
    findings.check(scene.sampler().last().settled(end), "at the end, %s", scene.sampler().last());
    check(kept, tool, findings);
  }

  /** A run that took the place of a killed one has kept to its course. */
  private static void check(Optional<Course> kept, ShiftRun tool, Findings findings) {
    kept.ifPresent(
        course ->
            course
                .amiss(tool.events())
                .ifPresent(
                    what -> findings.fail("started again, %s:%n%s".formatted(what, tool.tail()))));
  }

  private Hit strike(Blow blow, ShiftRun tool, Scene scene) {
    scene.at("waiting to kill it " + blow);
    long deadline = System.nanoTime() + Scene.PATIENCE.toNanos();
    while (!blow.hits(new Hit(tool.events(), tool.updating(), scene.sampler().last()))) {
      if (tool.over() || System.nanoTime() > deadline) {
        throw new LocalException(
            "%s %s before it was %s:%n%s"
                .formatted(
                    name, tool.over() ? "ended" : "was waited for in vain", blow, tool.tail()));
      }
      Pause.of(Sampler.EVERY);
    }
    if (blow.point() == Point.SHARED) {
      scene.pause(INTO_SHARED);
    }
    Sample weights = scene.sampler().last();
    Instant at = Instant.now();
    Set<String> updating = blow.withPulumi() ? tool.killAll() : tool.kill();
    scene.sampler().killed();
    scene.mark(at, Mark.Kind.KILLED, blow.toString());
    return new Hit(tool.events(), updating, weights);
  }
}
