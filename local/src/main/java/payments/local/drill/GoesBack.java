package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import payments.local.emulator.Faults.Fault;
import payments.local.payment.Deployment;

/**
 * Green turns bad while it has half of the customers, and blue is well: all go back to blue.
 *
 * @param name of the drill
 * @param shows what it shows
 * @param start the weights at which it begins
 * @param rate payments a second
 * @param fault what green gets
 * @param reason what the tool must say why it goes back
 * @param notice the longest that the fault may take to be noticed
 * @param options of the tool beside the drills' own
 */
record GoesBack(
    String name,
    String shows,
    Weights start,
    int rate,
    Function<Deployment.Color, Fault> fault,
    Pattern reason,
    Duration notice,
    List<String> options)
    implements Drill {

  @Override
  public void run(Scene scene, Findings findings) {
    scene.at("moving to 50/50");
    ShiftRun tool = scene.shift("green", options.toArray(String[]::new));
    tool.await("the bake at 50/50", event -> event.baking(Weights.green(50)), Scene.PATIENCE);
    Instant faulty = scene.fault(shows, List.of(fault.apply(scene.site().color("green"))));
    scene.at("waiting for the way back");
    ShiftEvent back = tool.await("it went back", event -> event.is("back"), Scene.PATIENCE);
    Instant there = scene.awaitWeights(Weights.BLUE);
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 1, "the tool's exit code is %d, not 1:%n%s", exit, tool.tail());
    findings.check(
        reason.matcher(back.reason()).find(), "%s is not in the reason: %s", reason, back.reason());
    Duration noticed = Duration.between(faulty, back.at());
    Duration home = Duration.between(faulty, there);
    Duration update = lastUpdate(tool);
    findings.figure("the reason: %s", back.reason());
    findings.figure(
        "noticed %s after the fault; the records were at 100/0 %s after it; the update took %s",
        Times.seconds(noticed), Times.seconds(home), Times.seconds(update));
    late(noticed, home.minus(noticed)).ifPresent(findings::fail);
  }

  /** What was too late; empty if nothing was. */
  Optional<String> late(Duration noticed, Duration moved) {
    if (noticed.compareTo(notice) > 0) {
      return Optional.of(
          "noticed after %s, more than %s"
              .formatted(Times.seconds(noticed), Times.seconds(notice)));
    }
    return moved.compareTo(WeightRules.UPDATE) > 0
        ? Optional.of(
            "at 100/0 %s after that, more than one update of %s"
                .formatted(Times.seconds(moved), Times.seconds(WeightRules.UPDATE)))
        : Optional.empty();
  }

  private static Duration lastUpdate(ShiftRun tool) {
    List<ShiftEvent> updates = tool.events().stream().filter(event -> event.is("updated")).toList();
    double seconds = updates.get(updates.size() - 1).json().get("seconds").getAsDouble();
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
