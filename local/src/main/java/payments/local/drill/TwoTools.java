package payments.local.drill;

import java.util.regex.Pattern;

/** While one tool moves customers, a second is told who does; and goes back when asked to. */
final class TwoTools implements Drill {
  private static final Pattern HOLDER = Pattern.compile("\\S+@\\S+");

  @Override
  public String name() {
    return "two-tools";
  }

  @Override
  public String shows() {
    return "a second tool is told who holds the lease; the first goes back when a person asks";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    ShiftRun first = scene.shift("green", "--steps", "50,100");
    first.await("it has the lease", event -> event.is("gates"), Scene.PATIENCE);
    scene.at("starting a second tool");
    ShiftRun second = scene.shift("green", "--steps", "50,100");
    int refused = second.exit(Scene.PATIENCE);
    findings.check(
        refused == 2, "the second tool's exit code is %d, not 2:%n%s", refused, second.tail());
    findings.check(
        HOLDER.matcher(second.output()).find(), "it names no holder:%n%s", second.output());
    findings.figure(
        "the second says: %s",
        second.output().lines().filter(HOLDER.asPredicate()).findFirst().orElse("nothing"));
    scene.at("waiting for 50/50");
    first.await("the bake at 50/50", event -> event.baking(Weights.green(50)), Scene.PATIENCE);
    scene.at("asking to go back");
    ShiftRun rollback = scene.rollback("green");
    int exit = first.exit(Scene.PATIENCE);
    int asked = rollback.exit(Scene.PATIENCE);
    findings.check(
        asked == 0, "the exit code of rollback is %d, not 0:%n%s", asked, rollback.tail());
    findings.check(exit == 1, "the first tool's exit code is %d, not 1:%n%s", exit, first.tail());
    findings.check(
        scene.sampler().last().settled(Weights.BLUE), "at the end, %s", scene.sampler().last());
  }
}
