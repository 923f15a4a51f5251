package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.shift.cutover.Listener;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.Gates;
import payments.shift.decision.Latencies;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.Reading;
import payments.shift.decision.RecordHealth;
import payments.shift.decision.ShiftMachine;
import payments.shift.decision.State;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;
import payments.shift.testing.TestClock;

class LiveBlockTest {
  private static final int WIDE = 100;
  private static final int HIGH = 40;

  private final TestClock clock = new TestClock(Story.START);
  private final Progress progress = new Progress(Story.PLAN, clock.instant());
  private final Told told = new Told();
  private final Story story = new Story(told, clock);

  @Test
  void block_shouldSayWhatIsWaitedFor_beforeTheFirstLook() {
    told.working("waiting: x holds the lease");
    clock.pass(Duration.ofSeconds(5));

    assertThat(text(HIGH, WIDE))
        .isEqualTo(
            """
            Cut-over from blue to green  12:00:05 UTC, for 5s
              > waiting: x holds the lease, for 5s
                 10%
                 50%
                100%
            """);
  }

  @Test
  void block_shouldShowStepsTimeLeftAndBothColors() {
    story.start().go(Duration.ofMinutes(20));
    clock.pass(Duration.ofSeconds(7));

    assertThat(text(HIGH, WIDE))
        .isEqualTo(
            """
            Cut-over from blue to green  12:20:29 UTC, for 20m29s, 28m53s more at least
             ok  10%  green got 10.0% of 90,000 requests, declared 10%, within 1.8-22.8%
              >  50%  the bake at 50/50, 12m53s left
                100%

                                      blue      green     must be
                requests              4,500     4,500     at least 100
                share wanted          50%       50%
                share achieved        50.0%     50.0%     may stand for 35.1-64.9%
                5xx rate              0.00%     0.04%     at most 0.50%
                4xx rate              0.00%     0.00%     at most 5.00%
                p99 latency           212 ms    230 ms    at most 418 ms
                function error rate   0.00%     0.00%     at most 0.50%
                throttle rate         0.00%     0.00%     at most 0.05%
                ledger lag            850 ms    850 ms    at most 31700 ms
                health                healthy   healthy   healthy
                alarms                0         0         0
                figures from 12:18:22 to 12:19:52, looked at 37s ago
            """);
  }

  @Test
  void block_shouldFitTheTerminal() {
    story.start().go(Duration.ofMinutes(20));
    clock.pass(Duration.ofSeconds(7));

    assertThat(text(10, 60))
        .isEqualTo(
            """
            Cut-over from blue to green  12:20:29 UTC, for 20m29s, 28m53
                10 >50< 100
              > the bake at 50/50, 12m53s left

                                      blue      green     must be
                requests              4,500     4,500     at least 100
                share wanted          50%       50%
                share achieved        50.0%     50.0%     may stand for
                5xx rate              0.00%     0.04%     at most 0.50%
                4xx rate              0.00%     0.00%     at most 5.00%
            """);
  }

  @Test
  void block_shouldShowStepsOfAnEarlierRun_andWhatIsBad() {
    story.found(50, 50).go(Duration.ofMinutes(3)).greenIsSick().go(Duration.ofSeconds(1));

    assertThat(text(HIGH, WIDE))
        .isEqualTo(
            """
            Cut-over from blue to green  GOING BACK  12:03:41 UTC, for 3m41s
              > looking at both colors, for 0s
             ok  10%  passed before
                 50%
                100%

                                      blue      green       must be
                requests              6,000     6,000       at least 100
                share wanted          50%       50%
                share achieved        50.0%     50.0%       may stand for 35.1-64.9%
                5xx rate              0.00%     0.05%       at most 0.50%
                4xx rate              0.00%     0.00%       at most 5.00%
                p99 latency           212 ms    230 ms      at most 418 ms
                function error rate   0.00%     0.00%       at most 0.50%
                throttle rate         0.00%     0.00%       at most 0.05%
                ledger lag            850 ms    850 ms      at most 31700 ms
                health                healthy   UNHEALTHY   healthy
                alarms                0         1           0
                in ALARM: payments-green-api-errors
                figures from 12:01:00 to 12:03:00, looked at 41s ago
            """);
  }

  @Test
  void whatIsNotAllowed_shouldBeRed_andOnlyThat() {
    story.found(50, 50).go(Duration.ofMinutes(3)).greenFails().go(Duration.ofSeconds(1));

    assertThat(lines(HIGH, WIDE, true))
        .contains("\u001b[1;31m30.00%", "\u001b[32m230 ms")
        .doesNotContain("\u001b[1;31m230");
  }

  @Test
  void whatMayBeChance_shouldBeYellow() {
    var two = new Figures(2, 0, 1, 0, Latencies.NONE, 2, 0, 0, OptionalDouble.empty());
    var blue = new Reading(RecordHealth.HEALTHY, Set.of(), Figures.NONE, Figures.NONE);
    var green = new Reading(RecordHealth.HEALTHY, Set.of(), two, two);
    var weights = Found.of(Weights.withTo(10));
    Instant now = clock.instant();
    Observation seen =
        new Observation(
            now,
            weights,
            Optional.empty(),
            Optional.of(weights),
            true,
            now,
            blue,
            green,
            Gates.OPEN,
            false,
            Optional.empty());
    progress.looked(seen, ShiftMachine.next(Story.PLAN, State.START, seen), now);

    assertThat(lines(HIGH, WIDE, true))
        .contains("\u001b[33m2 ", "\u001b[33m50.00%")
        .doesNotContain("\u001b[1;31m50");
  }

  @Test
  void aWayBack_shouldBeSaidInTheTitle() {
    story.found(50, 50).go(Duration.ofMinutes(3)).greenFails().go(Duration.ofSeconds(1));

    assertThat(text(HIGH, WIDE)).startsWith("Cut-over from blue to green  GOING BACK  ");
  }

  @Test
  void colors_shouldNotCountAsWidth() {
    var line = new Line().add("abc", Line.Style.BAD).add("defg", Line.Style.PLAIN);

    assertThat(line.render(5, true)).isEqualTo("\u001b[1;31mabc\u001b[0mde");
    assertThat(line.render(5, false)).isEqualTo("abcde");
    assertThat(line.render(0, true)).isEmpty();
  }

  private String text(int room, int width) {
    return lines(room, width, false);
  }

  private String lines(int room, int width, boolean colored) {
    return new LiveBlock(Story.PLAN, progress, clock.instant())
        .lines(room).stream()
            .map(line -> line.render(width, colored) + "\n")
            .collect(Collectors.joining());
  }

  /** As the live display does, without drawing. */
  private final class Told implements Listener {
    @Override
    public void started(Plan plan) {}

    @Override
    public void working(String what) {
      progress.working(what, clock.instant());
    }

    @Override
    public void looked(Observation seen, Decision decision) {
      progress.looked(seen, decision, clock.instant());
    }

    @Override
    public void updating(Weights weights, UpdateMessage message) {
      progress.updating(weights, message, clock.instant());
    }

    @Override
    public void updated(Weights weights, Duration took) {
      progress.working("looking at both colors", clock.instant());
    }

    @Override
    public void trouble(String what) {}

    @Override
    public void ended(Action.Ending ending) {}
  }
}
