package payments.local.drill;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import payments.local.emulator.Faults.Fault;

/**
 * The tool stops for a person, and the weights stay at 50/50.
 *
 * @param name of the drill
 * @param shows what it shows
 * @param start the weights at which it begins
 * @param rate payments a second
 * @param faults what goes wrong once half of the customers have moved; may be nothing
 * @param reason what the tool must say why it stops
 * @param options of the tool beside the drills' own
 */
record Held(
    String name,
    String shows,
    Weights start,
    int rate,
    Function<Site, List<Fault>> faults,
    Pattern reason,
    List<String> options)
    implements Drill {
  private static final Weights HALF = Weights.green(50);

  /** Long enough to see that nothing is changed any more. */
  private static final Duration STILL = Duration.ofSeconds(5);

  @Override
  public void run(Scene scene, Findings findings) {
    scene.at("moving to 50/50");
    ShiftRun tool = scene.shift("green", options.toArray(String[]::new));
    tool.await("the bake at 50/50", event -> event.baking(HALF), Scene.PATIENCE);
    List<Fault> set = faults.apply(scene.site());
    if (!set.isEmpty()) {
      scene.fault(shows, set);
    }
    scene.at("waiting for it to stop");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 2, "the tool's exit code is %d, not 2:%n%s", exit, tool.tail());
    scene.pause(STILL);
    Sample at = scene.sampler().look();
    findings.check(at.settled(HALF), "not held: %s", at);
    String said =
        tool.events().stream()
            .filter(event -> event.is("ended"))
            .map(ShiftEvent::reason)
            .findFirst()
            .orElse("nothing");
    findings.figure("the reason: %s", said);
    findings.check(reason.matcher(said).find(), "%s is not in the reason: %s", reason, said);
  }
}
