package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The tool is ended by {@code kill -9} again and again, alone or with the Pulumi that it has
 * running, and started again each time: it goes on from where it was.
 *
 * @param name of the drill
 * @param shows what it shows
 * @param start the weights at which it begins
 * @param begin starts the tool, the first time and every other
 * @param blows the kills, one after another; each needs the tool to have come that far again
 * @param end the weights at which it ends
 * @param exitCode of the last run
 */
record Killed(
    String name,
    String shows,
    Weights start,
    Function<Scene, ShiftRun> begin,
    List<Blow> blows,
    Weights end,
    int exitCode)
    implements Drill {
  private static final Weights HALF = Weights.green(50);

  /** Once at every step there, and in every kind of update. */
  static Killed there() {
    return new Killed(
        "killed",
        "kill -9 at every step and inside every update: started again, it goes on",
        Weights.BLUE,
        scene -> scene.shift("green", "--steps", "50,100", "--keep-window", "30s"),
        List.of(
            new Blow("at the gates", Moment.event("gates"), false),
            new Blow("in shared's update to 50/50", Moment.sharedUpdate(), true),
            new Blow("in the colors' updates to 50/50", Moment.colorUpdates(HALF), false),
            new Blow("in the bake at 50/50", Moment.bake(HALF), false),
            new Blow("in shared's update to 0/100", Moment.sharedUpdate(), false),
            new Blow("in the colors' updates to 0/100", Moment.colorUpdates(Weights.GREEN), true),
            new Blow("in the bake at 0/100", Moment.bake(Weights.GREEN), false)),
        Weights.GREEN,
        0);
  }

  /** The same on the way back, which a person asked for. */
  static Killed back() {
    return new Killed(
        "killed-back",
        "kill -9 inside every update of a way back: started again, it goes back",
        Weights.GREEN,
        scene -> scene.rollback("green"),
        List.of(
            new Blow("in shared's update to 100/0", Moment.sharedUpdate(), true),
            new Blow("in the colors' updates to 100/0", Moment.colorUpdates(Weights.BLUE), false)),
        Weights.BLUE,
        1);
  }

  /**
   * One kill.
   *
   * @param where in words
   * @param moment when
   * @param withPulumi whether the Pulumi that it has running is killed too
   */
  record Blow(String where, Moment moment, boolean withPulumi) {}

  /** A point of the tool's way, of which the drill can see that it is there. */
  @FunctionalInterface
  interface Moment {
    /** Waits until the tool is there. */
    void await(Scene scene, ShiftRun tool);

    static Moment event(String name) {
      return when("event " + name, event -> event.is(name));
    }

    static Moment bake(Weights weights) {
      return when("the bake at " + weights, event -> event.baking(weights));
    }

    /** An update has begun, of the shared stack first. */
    static Moment sharedUpdate() {
      return (scene, tool) -> {
        tool.await("the update", event -> event.is("updating"), Scene.PATIENCE);
        tool.awaitUpdate(Scene.PATIENCE);
        scene.pause(Duration.ofSeconds(3));
      };
    }

    /** The stack has those weights, the records have not, and Pulumi runs. */
    static Moment colorUpdates(Weights weights) {
      return (scene, tool) -> {
        scene
            .sampler()
            .await(
                sample -> sample.stack().filter(weights::equals).isPresent(),
                weights + " in the stack",
                Scene.PATIENCE);
        tool.awaitUpdate(Scene.PATIENCE);
        scene.pause(Duration.ofSeconds(10));
      };
    }

    private static Moment when(String what, Predicate<ShiftEvent> wanted) {
      return (scene, tool) -> tool.await(what, wanted, Scene.PATIENCE);
    }
  }

  @Override
  public void run(Scene scene, Findings findings) {
    ShiftRun tool = begin.apply(scene);
    for (Blow blow : blows) {
      scene.at("waiting to kill it " + blow.where());
      blow.moment().await(scene, tool);
      Instant at = Instant.now();
      if (blow.withPulumi()) {
        tool.killAll();
      } else {
        tool.kill();
      }
      scene.mark(at, Mark.Kind.KILLED, blow.where() + (blow.withPulumi() ? ", with Pulumi" : ""));
      tool = begin.apply(scene);
    }
    scene.at("waiting for the end");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(
        exit == exitCode, "the tool's exit code is %d, not %d:%n%s", exit, exitCode, tool.tail());
    findings.check(scene.sampler().last().settled(end), "at the end, %s", scene.sampler().last());
    findings.figure(
        "killed %d times, %d of them with its Pulumi; at the end %s",
        blows.size(), blows.stream().filter(Blow::withPulumi).count(), end);
  }
}
