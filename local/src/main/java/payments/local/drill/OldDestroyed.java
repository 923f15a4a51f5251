package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import payments.local.console.Progress;

/** After the move the old color is destroyed: the new one serves on, and nobody is moved back. */
final class OldDestroyed implements Drill {
  private final Progress progress;

  /**
   * @param progress where to show how the stack is destroyed and made anew
   */
  OldDestroyed(Progress progress) {
    this.progress = progress;
  }

  @Override
  public String name() {
    return "destroyed";
  }

  @Override
  public String shows() {
    return "blue is destroyed after the move: green serves on, and blue gets no customers";
  }

  @Override
  public Weights start() {
    return Weights.GREEN;
  }

  @Override
  public List<String> stores() {
    return List.of("green");
  }

  @Override
  public void run(Scene scene, Findings findings) {
    Instant start = Instant.now();
    scene.site().pulumi().destroy("blue", progress);
    findings.figure(
        "blue was destroyed in %s", Times.seconds(Duration.between(start, Instant.now())));
    findings.check(
        scene.sampler().last().blue().isEmpty(),
        "blue still has a record: %s",
        scene.sampler().last());
    Refusal.of(scene, "blue", "stack blue does not exist", findings);
  }

  /** Blue's new ledger reads the stream from its first record, and is late until it has. */
  @Override
  public void undo(Scene scene) {
    scene.alarming();
    scene.site().pulumi().up("blue", progress);
  }
}
