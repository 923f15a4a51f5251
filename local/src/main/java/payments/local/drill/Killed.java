package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tool is ended by {@code kill -9} at every step and inside every update, alone and with the
 * Pulumi that it has running, and started again each time: it goes on from where it was.
 */
final class Killed implements Drill {
  private static final Weights HALF = Weights.green(50);

  /** So that the way back is still open at the end, however long the restarts take. */
  private static final String KEEP = "30m";

  private final List<Blow> blows =
      List.of(
          new Blow("at the gates", Moment.event("gates"), false),
          new Blow("in shared's update to 50/50", Moment.sharedUpdate(HALF), true),
          new Blow("in the colors' updates to 50/50", Moment.colorUpdates(HALF), false),
          new Blow("in the bake at 50/50", Moment.bake(HALF), false),
          new Blow("in shared's update to 0/100", Moment.sharedUpdate(Weights.GREEN), false),
          new Blow("in the colors' updates to 0/100", Moment.colorUpdates(Weights.GREEN), true),
          new Blow("in the bake at 0/100", Moment.bake(Weights.GREEN), false),
          new Blow("in the window to go back in", Moment.keepWindow(), false));

  private final List<Blow> blowsBack =
      List.of(
          new Blow("in shared's update going back", Moment.sharedUpdate(Weights.BLUE), true),
          new Blow("in the colors' updates going back", Moment.colorUpdates(Weights.BLUE), false));

  /**
   * One kill.
   *
   * @param where in words
   * @param moment when
   * @param withPulumi whether the Pulumi that it has running is killed too
   */
  private record Blow(String where, Moment moment, boolean withPulumi) {}

  /** A point of the tool's way, of which the drill can see that it is there. */
  @FunctionalInterface
  private interface Moment {
    /** Waits until the tool is there. */
    void await(Scene scene, ShiftRun tool);

    static Moment event(String name) {
      return when("event " + name, event -> event.is(name));
    }

    static Moment bake(Weights weights) {
      return when("the bake at " + weights, event -> event.baking(weights));
    }

    static Moment keepWindow() {
      return when(
          "the window to go back in",
          event -> event.is("waiting") && event.reason().contains("window to go back in"));
    }

    /** The stack has not those weights yet, and Pulumi runs. */
    static Moment sharedUpdate(Weights weights) {
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
  public String name() {
    return "killed";
  }

  @Override
  public String shows() {
    return "kill -9 at every step and inside every update: started again, it goes on";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    ShiftRun tool = start(scene);
    for (Blow blow : blows) {
      tool = strike(scene, tool, blow);
    }
    tool.await(
        "the window to go back in",
        event -> event.is("waiting") && event.reason().contains("window to go back in"),
        Scene.PATIENCE);
    scene.at("asking to go back");
    scene.rollback().exit(Scene.PATIENCE);
    for (Blow blow : blowsBack) {
      tool = strike(scene, tool, blow);
    }
    scene.at("waiting for the end of the way back");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 1, "the tool's exit code is %d, not 1:%n%s", exit, tool.tail());
    findings.check(
        scene.sampler().last().settled(Weights.BLUE), "at the end, %s", scene.sampler().last());
    findings.figure(
        "killed %d times, %d of them with its Pulumi; the last run went back to 100/0",
        blows.size() + blowsBack.size(),
        blows.stream().filter(Blow::withPulumi).count()
            + blowsBack.stream().filter(Blow::withPulumi).count());
  }

  private static ShiftRun start(Scene scene) {
    return scene.shift("green", "--steps", "50,100", "--keep-window", KEEP);
  }

  private static ShiftRun strike(Scene scene, ShiftRun tool, Blow blow) {
    scene.at("waiting to kill it " + blow.where());
    blow.moment().await(scene, tool);
    Instant at = Instant.now();
    if (blow.withPulumi()) {
      tool.killAll();
    } else {
      tool.kill();
    }
    scene.mark(at, Mark.Kind.KILLED, blow.where() + (blow.withPulumi() ? ", with Pulumi" : ""));
    return start(scene);
  }
}
