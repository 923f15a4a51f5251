package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Action;
import payments.shift.testing.TestClock;

class NoticeSenderTest {
  private final TestClock clock = new TestClock(Story.START);
  private final List<String> sent = new ArrayList<>();
  private NoticeSender sender;

  @Test
  void notices_shouldTellStartStepsWayBackAndEnd() {
    var sender = new NoticeSender(Story.PLAN, (subject, text) -> sent.add(subject + "\n" + text));
    new Story(sender, clock)
        .start()
        .go(Duration.ofMinutes(20))
        .greenFails()
        .go(Duration.ofMinutes(5));
    sender.close();

    assertThat(String.join("--\n", sent) + "--\n")
        .isEqualTo(
            """
            Cut-over blue to green: begins
            Customers move from blue to green in steps of 10, 50, 100 percent, each watched \
            for 15m. If green is bad, all go back to blue at once.

            Seen at 2026-11-24T12:00:00Z:
            blue 100%, 3,000 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, \
            function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            green 0%, 0 requests, 5xx rate -, 4xx rate -, p99 latency -, function error rate -, \
            throttle rate -, ledger lag -, healthy
            --
            Cut-over blue to green: 10% at green
            green now has 10% of the customers, blue has 90%.

            Seen at 2026-11-24T12:00:00Z:
            blue 100%, 3,000 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, \
            function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            green 0%, 0 requests, 5xx rate -, 4xx rate -, p99 latency -, function error rate -, \
            throttle rate -, ledger lag -, healthy
            --
            Cut-over blue to green: 50% at green
            green now has 50% of the customers, blue has 50%.

            Seen at 2026-11-24T12:16:41Z:
            blue 90% (got 90.0%), 81,000 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency \
            212 ms, function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            green 10% (got 10.0%), 9,000 requests, 5xx rate 0.06%, 4xx rate 0.00%, p99 latency \
            230 ms, function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            --
            Cut-over blue to green: GOES BACK
            All customers go back to blue: green's 5xx rate is 30.00%, over its limit of \
            1.00%; green's 5xx rate is 30.00%, over what blue allows of 0.50%.

            Seen at 2026-11-24T12:20:22Z:
            blue 50% (got 50.0%), 6,000 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency \
            212 ms, function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            green 50% (got 50.0%), 6,000 requests, 5xx rate 30.00%, 4xx rate 0.00%, p99 latency \
            230 ms, function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            --
            Cut-over blue to green: went back
            went back: green's 5xx rate is 30.00%, over its limit of 1.00%; green's 5xx \
            rate is 30.00%, over what blue allows of 0.50%.

            To do: commit Pulumi.shared.yaml with the weights blue 100, green 0: the next \
            deployment sets what is committed.

            Seen at 2026-11-24T12:21:03Z:
            blue 100%, 3,000 requests, 5xx rate 0.00%, 4xx rate 0.00%, p99 latency 212 ms, \
            function error rate 0.00%, throttle rate 0.00%, ledger lag 850 ms, healthy
            green 0%, 0 requests, 5xx rate -, 4xx rate -, p99 latency -, function error rate -, \
            throttle rate -, ledger lag -, healthy
            --
            """);
  }

  @Test
  void notices_shouldSayOnceThatNoStepFollows_whenGreenIsDeployed() {
    new Story(sender(), clock)
        .start()
        .go(Duration.ofMinutes(20))
        .greenIsDeployed()
        .go(Duration.ofHours(2));
    sender.close();

    assertThat(sent).as("it begins, two steps, and these").hasSize(5);
    assertThat(sent.get(3))
        .startsWith("Cut-over blue to green: no step follows\nstack green was updated at ")
        .contains("Both colors are watched on for a while, then this stops for a person.");
    assertThat(sent.get(4)).contains("stopped for a person (DEPLOYED): at 50/50: stack green was");
  }

  @Test
  void notices_shouldSayThatItGoesOn_afterARestart() {
    run(new Story(sender(), clock).found(50, 50), Duration.ofSeconds(1));

    assertThat(sent)
        .singleElement()
        .asString()
        .startsWith(
            "Cut-over blue to green: goes on\nCustomers, of whom green has 50%, move on from blue");
  }

  @Test
  void notices_shouldNotSayThatItBegins_whenAllGoBack() {
    run(new Story(sender(), clock).found(50, 50).rollbackAsked(), Duration.ofMinutes(5));

    assertThat(sent.stream().flatMap(String::lines).filter(line -> line.startsWith("Cut-over")))
        .containsExactly("Cut-over blue to green: GOES BACK", "Cut-over blue to green: went back");
  }

  @Test
  void notices_shouldSayNothing_whenThereIsNothingToDo() {
    var story = new Story(sender(), clock).found(0, 100);
    clock.pass(Duration.ofHours(2));
    run(story, Duration.ofMinutes(5));

    assertThat(sent).isEmpty();
  }

  private NoticeSender sender() {
    sender = new NoticeSender(Story.PLAN, (subject, text) -> sent.add(subject + "\n" + text));
    return sender;
  }

  private void run(Story story, Duration time) {
    story.start().go(time);
    sender.close();
  }

  @Test
  void aNoticeThatTakesLong_shouldNotHoldUpTheCutOver() {
    var mayGoOn = new CountDownLatch(1);
    var sender =
        new NoticeSender(
            Story.PLAN,
            (subject, text) -> {
              try {
                mayGoOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              sent.add(subject);
            });

    sender.ended(new Action.Done("green has all customers"));
    assertThat(sent).isEmpty();
    mayGoOn.countDown();
    sender.close();

    assertThat(sent).containsExactly("Cut-over blue to green: moved");
  }
}
