package payments.local.drill;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** While one tool moves customers, a second is told who does; and goes back when asked to. */
final class TwoTools implements Drill {
  private static final Weights HALF = Weights.green(50);

  /** Longer than the second one waits for the first, which must still be in it then. */
  private static final String BAKE = "90s";

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
    ShiftRun first = scene.shift("green", "--steps", "50,100", "--bake", BAKE);
    scene.at("waiting for 50/50");
    // In the bake nothing changes but by the second one.
    first.await("the bake at 50/50", event -> event.baking(HALF), Scene.PATIENCE);
    Snapshot before = Snapshot.of(scene).withoutLease();
    scene.at("starting a second tool");
    ShiftRun second = scene.shift("green", "--steps", "50,100");
    int refused = second.exit(Scene.PATIENCE);
    findings.check(
        refused == 2, "the second tool's exit code is %d, not 2:%n%s", refused, second.tail());
    Set<String> changed = Snapshot.of(scene).withoutLease().changed(before);
    findings.check(changed.isEmpty(), "the second tool changed: %s", changed);
    String holder = holder(first.pid());
    findings.check(
        names(second.output(), holder), "it does not name %s:%n%s", holder, second.output());
    findings.figure(
        "the second says: %s",
        second.output().lines().filter(line -> names(line, holder)).findFirst().orElse("nothing"));
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

  /** As the lease names a process of this user on this host. */
  private static String holder(long pid) {
    try {
      return "%s@%s, process %d"
          .formatted(
              System.getProperty("user.name"), InetAddress.getLocalHost().getHostName(), pid);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it names that holder, rather than one whose process number begins the same. */
  static boolean names(String text, String holder) {
    return text.contains(holder + " holds the lease");
  }
}
