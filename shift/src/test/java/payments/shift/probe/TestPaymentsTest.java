package payments.shift.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.shift.probe.FakeColor.Call;
import payments.shift.probe.FakeColor.Reply;

class TestPaymentsTest {
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(TEN, ZoneOffset.UTC);

  @Test
  void shouldSendTheSameFewPayments_andNowAndThenAskForHealth() {
    try (var color = new FakeColor(call -> new Reply(200, "{}"));
        var payments = payments(color.url())) {
      payments.start("green", TestPayments.MAX_PER_SECOND);
      await(() -> payments.tally().good() >= 20);
      payments.stop();

      List<Call> first = List.copyOf(color.calls()).subList(0, 20);
      assertThat(first).filteredOn(call -> call.line().equals("GET /health")).hasSize(2);
      assertThat(first)
          .filteredOn(call -> call.line().equals("POST /payment"))
          .hasSize(18)
          .allSatisfy(
              call -> {
                assertThat(call.key()).matches("shift-probe-green-[0-8]");
                assertThat(call.type()).isEqualTo("application/json");
                assertThat(call.body())
                    .isEqualTo(
                        "{\"amount\": \"0.01\", \"currency\": \"USD\", \"userId\": \"shift-probe\"}");
              });
    }
  }

  @Test
  void twoColors_shouldNeverGetTheSameKey() {
    try (var color = new FakeColor(call -> new Reply(200, "{}"));
        var blue = payments("blue", color.url());
        var green = payments("green", color.url())) {
      blue.start("blue", TestPayments.MAX_PER_SECOND);
      green.start("green", TestPayments.MAX_PER_SECOND);
      await(() -> blue.tally().good() >= 10 && green.tally().good() >= 10);
      blue.stop();
      green.stop();

      assertThat(color.calls().stream().map(Call::key).filter(key -> !key.isEmpty()).distinct())
          .hasSize(18);
    }
  }

  @Test
  void between_shouldCountPaymentsThatTheApiHasCounted_inTheSecondTheyWereSent() {
    Function<Call, Reply> answers =
        call ->
            new Reply(call.key().endsWith("1") ? 500 : call.key().endsWith("2") ? 409 : 200, "");
    try (var color = new FakeColor(answers);
        var payments = payments(color.url())) {
      payments.start("green", TestPayments.MAX_PER_SECOND);
      await(() -> payments.tally().failed() >= 1 && payments.tally().refused() >= 1);
      payments.stop();
      await(() -> ended(payments.tally()) == color.calls().size());

      long sent = color.calls().stream().filter(it -> it.line().startsWith("POST")).count();
      await(() -> payments.between("green", TEN, TEN.plusSeconds(1)) == sent);
      assertThat(payments.between("green", TEN.minusSeconds(60), TEN)).isZero();
      assertThat(payments.between("green", TEN.plusSeconds(1), TEN.plusSeconds(60))).isZero();
      assertThat(payments.between("blue", TEN, TEN.plusSeconds(1))).isZero();
    }
  }

  @Test
  void between_shouldNotCount_whatFoundNoConnection() {
    URI nobody;
    try (var closed = new FakeColor(call -> new Reply(200, ""))) {
      nobody = closed.url();
    }
    try (var payments = payments(nobody)) {
      payments.start("green", TestPayments.MAX_PER_SECOND);
      await(() -> payments.tally().unanswered() >= 3);

      assertThat(payments.between("green", TEN, TEN.plusSeconds(1))).isZero();
    }
  }

  @Test
  void shouldHoldBack_whenTheColorDoesNotAnswer() {
    var answer = new CountDownLatch(1);
    Function<Call, Reply> answers =
        call -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Reply(200, "");
        };
    try (var color = new FakeColor(answers);
        var payments = payments(color.url())) {
      payments.start("green", TestPayments.MAX_PER_SECOND);
      await(() -> payments.tally().heldBack() >= 1);
      payments.stop();

      assertThat(color.calls()).hasSize(40);
      answer.countDown();
    }
  }

  @Test
  void start_shouldReplaceWhatWentOnBefore_andStopShouldEndIt() {
    try (var color = new FakeColor(call -> new Reply(200, "{}"));
        var payments = payments(color.url())) {
      payments.start("green", TestPayments.MAX_PER_SECOND);
      payments.start("green", 1);
      await(() -> payments.tally().good() >= 1);
      payments.stop();
      long sent = ended(payments.tally());
      pause(Duration.ofMillis(200));

      assertThat(ended(payments.tally())).isLessThanOrEqualTo(sent + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 21})
  void start_shouldRefuse_tooFewOrTooMany(int perSecond) {
    try (var payments = payments(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> payments.start("green", perSecond))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("probes per second are %d: must be 1 to 20".formatted(perSecond));
    }
  }

  private static TestPayments payments(URI url) {
    return payments("green", url);
  }

  private static TestPayments payments(String color, URI url) {
    return new TestPayments(new ColorHttp(Map.of(color, url), Optional.empty()), CLOCK);
  }

  private static long ended(Tally tally) {
    return tally.good() + tally.refused() + tally.failed() + tally.unanswered();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      pause(Duration.ofMillis(10));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
