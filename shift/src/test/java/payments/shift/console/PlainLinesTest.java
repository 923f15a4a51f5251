package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.Gates;
import payments.shift.decision.Observation;
import payments.shift.decision.Reading;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.State;
import payments.shift.decision.Weights;
import payments.shift.testing.TestClock;

class PlainLinesTest {
  private final TestClock clock = new TestClock(Story.START);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PlainLines lines =
      new PlainLines(Story.PLAN, new PrintStream(out, true, StandardCharsets.UTF_8), clock);
  private final Story story = new Story(lines, clock);

  @Test
  void lines_shouldTellTheFirstStep() {
    story.start().go(Duration.ofMinutes(2));

    assertThat(text())
        .isEqualTo(
            """
            2026-11-24T12:00:00Z cut-over from blue to green: looking at how far it has come
            2026-11-24T12:00:00Z looking at the gates
            2026-11-24T12:00:00Z begins: steps 10, 50, 100, each baked for 15m; if green is \
            bad, all go back to blue
            2026-11-24T12:00:00Z setting blue 90, green 10
            2026-11-24T12:00:41Z set blue 90, green 10, in 41s
            2026-11-24T12:00:41Z waiting for resolvers to forget the old answer, 1m left | blue \
            90%, 2,700 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, function \
            error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy | green 10%, 300 \
            requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 230 ms, function error rate \
            0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            2026-11-24T12:01:11Z waiting for resolvers to forget the old answer, 30s left | blue \
            90%, 2,700 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, function \
            error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy | green 10%, 300 \
            requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 230 ms, function error rate \
            0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            2026-11-24T12:01:41Z waiting for the bake at 90/10, 15m left | blue 90%, 2,700 \
            requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, function error rate \
            0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy | green 10%, 300 requests, \
            5xx rate 0.00%, 4xx rate 0.00%, p99 latency 230 ms, function error rate 0.00%, \
            throttle rate 0.00%, ledger lag 850 ms, healthy
            """);
  }

  @Test
  void lines_shouldTellAWayBackAndWhy() {
    story.found(50, 50).start().go(Duration.ofMinutes(1)).greenFails().go(Duration.ofMinutes(5));

    assertThat(text())
        .isEqualTo(
            """
            2026-11-24T12:00:00Z cut-over from blue to green: looking at how far it has come
            2026-11-24T12:00:00Z looking at the gates
            2026-11-24T12:00:00Z goes on from 50/50: steps 10, 50, 100, each baked for 15m; if \
            green is bad, all go back to blue
            2026-11-24T12:00:00Z waiting for resolvers to forget the old answer, 1m left | blue \
            50%, 1,500 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, function \
            error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy | green 50%, 1,500 \
            requests, 5xx rate 0.07%, 4xx rate 0.00%, p99 latency 230 ms, function error rate \
            0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            2026-11-24T12:00:30Z waiting for resolvers to forget the old answer, 30s left | blue \
            50%, 1,500 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, function \
            error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy | green 50%, 1,500 \
            requests, 5xx rate 0.07%, 4xx rate 0.00%, p99 latency 230 ms, function error rate \
            0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            2026-11-24T12:01:00Z GOING BACK to blue: green's 5xx rate is 30.00%, over its \
            limit of 1.00%; green's 5xx rate is 30.00%, over what blue allows of 0.50%
            2026-11-24T12:01:00Z setting blue 100, green 0
            2026-11-24T12:01:41Z set blue 100, green 0, in 41s
            2026-11-24T12:01:41Z seen | blue 100%, 3,000 requests, 5xx rate 0.00%, 4xx rate \
            0.00%, p99 latency 212 ms, function error rate 0.00%, throttle rate 0.00%, ledger \
            lag 850 ms, healthy | green 0%, 0 requests, 5xx rate -, 4xx rate -, p99 latency -, \
            function error rate -, throttle rate -, ledger lag -, healthy
            2026-11-24T12:01:41Z went back: green's 5xx rate is 30.00%, over its limit of \
            1.00%; green's 5xx rate is 30.00%, over what blue allows of 0.50%
            2026-11-24T12:01:41Z commit Pulumi.shared.yaml with the weights blue 100, green 0: \
            the next deployment sets what is committed
            """);
  }

  @Test
  void aDryRun_shouldTellOnlyWhatWouldBeDone() {
    story.found(50, 50).greenFails().go(Duration.ofSeconds(1));

    assertThat(text()).contains("Z would go back to blue: green's 5xx rate is 30.00%");
    assertThat(text()).doesNotContain("GOING BACK");
  }

  @Test
  void aStepThatPasses_shouldBeToldWithItsShare() {
    story.start().go(Duration.ofMinutes(18));

    assertThat(text())
        .contains(
            "passed 90/10: green got 10.0% of 90,000 requests, declared 10%, within 1.8-22.8%");
  }

  @Test
  void looks_shouldBeToldEveryTenSeconds_whenNothingChanges() {
    for (int second = 0; second <= 20; second++) {
      look("the bake at 50/50", true);
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(text().lines().map(line -> line.substring(17, 20)))
        .containsExactly("00Z", "10Z", "20Z");
  }

  @Test
  void aLook_shouldBeToldAtOnce_whenSomethingChanges() {
    look("more to go by, since green had 3 requests", true);
    look("more to go by, since green had 4 requests", true);
    look("more to go by, since green had 4 requests", false);
    look("the bake at 50/50", false);

    assertThat(text().lines()).hasSize(3);
  }

  private void look(String reason, boolean greenHealthy) {
    Instant now = clock.instant();
    var weights = Weights.withTo(50);
    var blue = new Reading(RecordHealth.HEALTHY, Set.of(), Figures.NONE, Figures.NONE);
    var green = new Reading(RecordHealth.of(greenHealthy), Set.of(), Figures.NONE, Figures.NONE);
    lines.looked(
        new Observation(
            now,
            Found.of(weights),
            Optional.empty(),
            Optional.of(Found.of(weights)),
            true,
            now,
            blue,
            green,
            Gates.OPEN,
            false,
            Optional.empty()),
        new Decision(
            new State.Baking(weights, now, now), new Action.Wait(now.plusSeconds(1), reason)));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
