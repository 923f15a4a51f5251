package payments.local.drill;

import java.time.Duration;
import java.util.List;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.edge.EdgeServer.ColorStatus;
import payments.local.process.Pause;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;

/** Brings the system to where a drill starts, by Pulumi alone. */
final class Restoration {
  private static final Duration HEALTH = Duration.ofMinutes(2);

  private final Site site;
  private final Sampler sampler;
  private final Progress progress;

  Restoration(Site site, Sampler sampler, Progress progress) {
    this.site = site;
    this.sampler = sampler;
    this.progress = progress;
  }

  /**
   * No fault, those weights, both colors healthy. Does nothing where it is so.
   *
   * @throws LocalException if it does not come to that
   */
  void to(Weights weights) {
    site.faults().clear();
    if (!sampler.last().settled(weights)) {
      set(weights);
    }
    awaitHealth();
  }

  private void set(Weights weights) {
    progress.line("  bringing the weights to " + weights + "; there is " + sampler.last());
    Pulumi pulumi = site.pulumi();
    PulumiProject.STACKS.forEach(stack -> pulumi.recover(stack, progress));
    pulumi.set(PulumiProject.SHARED, "payments:trafficWeights.blue", "" + weights.blue());
    pulumi.set(PulumiProject.SHARED, "payments:trafficWeights.green", "" + weights.green());
    pulumi.up(PulumiProject.SHARED, progress);
    // The one with weight first, or both records might be zero for a moment.
    for (String color : weights.blue() > 0 ? List.of("blue", "green") : List.of("green", "blue")) {
      pulumi.up(color, progress);
    }
    sampler.await(sample -> sample.settled(weights), weights.toString(), Duration.ofSeconds(10));
  }

  private void awaitHealth() {
    long deadline = System.nanoTime() + HEALTH.toNanos();
    List<ColorStatus> seen = site.edgeStatus().get();
    while (!seen.stream().allMatch(ColorStatus::healthy)) {
      if (System.nanoTime() > deadline) {
        throw new LocalException("a color is not healthy: " + seen);
      }
      Pause.of(Duration.ofMillis(500));
      seen = site.edgeStatus().get();
    }
  }
}
