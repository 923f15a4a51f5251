package payments.local.drill;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A dry run checks all, tells the steps in order, and changes nothing, byte by byte. */
final class DryRun implements Drill {
  private static final Pattern STEP = Pattern.compile("would set (\\d+/\\d+) ");

  @Override
  public String name() {
    return "dry-run";
  }

  @Override
  public String shows() {
    return "a dry run tells the steps, and changes no state, setting, record or lease";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    Snapshot before = Snapshot.of(scene);
    ShiftRun tool = scene.shift("green", "--dry-run", "--steps", "50,100");
    int exit = tool.exit(Scene.PATIENCE);
    findings.check(exit == 0, "the tool's exit code is %d, not 0:%n%s", exit, tool.tail());
    Set<String> changed = Snapshot.of(scene).changed(before);
    findings.check(changed.isEmpty(), "changed: %s", changed);
    findings.figure(
        "%d files, the records and the lease compared, %d changed",
        before.content().size() - 2, changed.size());
    List<String> steps = steps(tool.output());
    findings.check(
        steps.equals(List.of("50/50", "0/100")),
        "it would set %s, not 50/50 and then 0/100:%n%s",
        steps,
        tool.output());
  }

  /** The weights that it says it would set, in order. */
  static List<String> steps(String output) {
    return STEP.matcher(output).results().map(step -> step.group(1)).toList();
  }
}
