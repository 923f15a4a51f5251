package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import payments.local.LocalException;
import payments.local.edge.EdgeServer.ColorStatus;
import payments.local.emulator.Faults;
import payments.local.process.Pause;

/** Blue's function breaks at 100/0 and no tool runs: the health checks alone move the customers. */
final class NoTool implements Drill {
  private static final Duration FAILOVER = Duration.ofSeconds(60);
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final int ANSWERED_SECONDS = 5;

  @Override
  public String name() {
    return "no-tool";
  }

  @Override
  public String shows() {
    return "blue breaks at 100/0 and no tool runs: green takes over by the health checks alone";
  }

  @Override
  public void run(Scene scene, Findings findings) {
    scene.pause(BEFORE);
    Instant broken =
        scene.fault(
            "blue's function broken", List.of(Faults.functionBroken(scene.site().color("blue"))));
    scene.at("waiting for green to take over");
    Instant seen = awaitUnhealthy(scene);
    scene.at("waiting for green's answers");
    List<PaidSecond> after = awaitAnswers(scene, seen.plusSeconds(1));
    findings.check(
        after.stream().allMatch(second -> second.blue() == 0),
        "blue still got payments: %s",
        after);
    findings.check(
        after.stream().allMatch(second -> second.failed() == 0),
        "payments still failed: %s",
        after);
    findings.check(
        scene.sampler().last().settled(Weights.BLUE),
        "the weights are not 100/0: %s",
        scene.sampler().last());
    findings.figure(
        "green took over %s after the fault, with checks at a tenth of their interval",
        Times.seconds(Duration.between(broken, seen)));
  }

  /** Green was idle, so its first answers take as long as its processes do to start. */
  private static List<PaidSecond> awaitAnswers(Scene scene, Instant since) {
    long deadline = System.nanoTime() + FAILOVER.toNanos();
    while (true) {
      List<PaidSecond> after =
          scene.paid().stream()
              .filter(second -> second.at().isAfter(since) && second.answers() > 0)
              .toList();
      if (after.size() >= ANSWERED_SECONDS) {
        return after;
      }
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "after %s no %d seconds of payments are answered: %s"
                .formatted(Times.seconds(FAILOVER), ANSWERED_SECONDS, after));
      }
      Pause.of(Duration.ofMillis(100));
    }
  }

  private static Instant awaitUnhealthy(Scene scene) {
    long deadline = System.nanoTime() + FAILOVER.toNanos();
    while (healthy(scene.site().edgeStatus().get())) {
      if (System.nanoTime() > deadline) {
        throw new LocalException("blue is still healthy after " + Times.seconds(FAILOVER));
      }
      Pause.of(Duration.ofMillis(100));
    }
    return Instant.now();
  }

  private static boolean healthy(List<ColorStatus> colors) {
    return colors.stream().anyMatch(color -> color.color().equals("blue") && color.healthy());
  }
}
