package payments.local.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import payments.local.LocalException;
import payments.local.console.Progress;
import payments.local.edge.EdgeServer.ColorStatus;
import payments.local.emulator.AwsClients;
import payments.local.process.Pause;
import payments.local.pulumi.Pulumi;
import payments.local.pulumi.PulumiProject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Brings the system to where a drill starts, by Pulumi alone. */
final class Restoration {
  /** An alarm looks at up to five minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** Until the metrics have all that happened. */
  private static final Duration PUBLISHED = Duration.ofSeconds(5);

  /** After a minute has ended, until its data is judged: 3 seconds late, every 5 seconds. */
  private static final Duration JUDGED = Duration.ofSeconds(10);

  private final Site site;
  private final Sampler sampler;
  private final Progress progress;

  Restoration(Site site, Sampler sampler, Progress progress) {
    this.site = site;
    this.sampler = sampler;
    this.progress = progress;
  }

  /**
   * No fault, those weights, both colors healthy, no alarm. Does nothing where it is so.
   *
   * @throws LocalException if it does not come to that
   */
  void to(Weights weights) {
    site.faults().clear();
    if (!sampler.last().settled(weights)) {
      set(weights);
    }
    awaitWell();
  }

  /**
   * Waits until both colors are healthy and no alarm is on.
   *
   * @throws LocalException if they are not in time
   */
  void awaitWell() {
    try (Progress.Step step = progress.step("Waiting until both colors are well")) {
      await(step, "unhealthy", this::unhealthy);
      await(step, "in ALARM", this::alarms);
      step.detail("");
      step.done();
    }
  }

  /**
   * Has no alarm tell of what a drill did: AWS's go on once the minute is over, and stay on for
   * five. Returns when the alarms have judged a minute that knows nothing of the drill.
   *
   * @throws LocalException if one is on all the same, again and again
   */
  void forget() {
    try (Progress.Step step = progress.step("Waiting until no alarm tells of the drill")) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      List<String> left;
      do {
        Pause.of(PUBLISHED);
        site.faults().forget();
        Pause.of(untilJudged(Instant.now()));
        left = found(this::alarms);
        step.detail(String.join(", ", left));
        if (!left.isEmpty() && System.nanoTime() > deadline) {
          throw new LocalException(
              "after %d s still in ALARM: %s".formatted(PATIENCE.toSeconds(), left));
        }
      } while (!left.isEmpty());
      step.detail("");
      step.done();
    }
  }

  /** Until the alarms have judged this minute. */
  static Duration untilJudged(Instant now) {
    Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    return Duration.between(now, next.plus(JUDGED));
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

  private static void await(Progress.Step step, String what, Supplier<List<String>> look) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> found = found(look);
    while (!found.isEmpty()) {
      step.detail(String.join(", ", found) + " " + what);
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "after %d s still %s: %s".formatted(PATIENCE.toSeconds(), what, found));
      }
      Pause.of(Duration.ofMillis(500));
      found = found(look);
    }
  }

  /** An edge that is still busy with the load of before does not answer, and is not well. */
  private static List<String> found(Supplier<List<String>> look) {
    try {
      return look.get();
    } catch (LocalException | SdkException e) {
      return List.of(e.getMessage());
    }
  }

  private List<String> unhealthy() {
    return site.edgeStatus().get().stream()
        .filter(color -> !color.healthy())
        .map(ColorStatus::color)
        .toList();
  }

  private List<String> alarms() {
    return AwsClients.REGIONS.stream().flatMap(this::alarms).toList();
  }

  private Stream<String> alarms(String region) {
    return site
        .aws()
        .get(CloudWatchClient.class, CloudWatchClient::builder, region)
        .describeAlarmsPaginator(request -> request.stateValue(StateValue.ALARM))
        .metricAlarms()
        .stream()
        .map(MetricAlarm::alarmName);
  }
}
