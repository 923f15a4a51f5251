package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static payments.local.soak.Samples.OTHER;
import static payments.local.soak.Samples.SAME;
import static payments.local.soak.Samples.TAKEN;
import static payments.local.soak.Samples.answer;
import static payments.local.soak.Samples.later;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.local.audit.Answer;
import payments.local.audit.Violations;
import payments.local.soak.Conversation.Request;

class ConversationTest {
  private final Violations violations = new Violations();
  private final AtomicInteger over = new AtomicInteger();

  @Test
  void begin_shouldSendTheFirstRoundAtOnce() {
    assertThat(conversation(List.of(SAME, SAME), List.of(SAME)).begin())
        .extracting(Request::send, Request::attempt, Request::pause)
        .containsExactly(tuple(SAME, 0, Duration.ZERO), tuple(SAME, 0, Duration.ZERO));
  }

  @Test
  void answered_shouldBeginTheNextRound_whenAllOfTheOneBeforeHaveTheirAnswers() {
    Conversation conversation = conversation(List.of(SAME, SAME), List.of(OTHER));
    List<Request> first = conversation.begin();

    assertThat(conversation.answered(first.get(0), answer(200, TAKEN))).isEmpty();
    List<Request> second = conversation.answered(first.get(1), answer(200, TAKEN));
    assertThat(second).extracting(Request::send).containsExactly(OTHER);
    assertThat(conversation.over()).isFalse();
    assertThat(over).hasValue(0);
    assertThat(conversation.answered(second.get(0), answer(422, ""))).isEmpty();
    assertThat(conversation.over()).isTrue();
    assertThat(over).hasValue(1);
    assertThat(violations.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Answer.NONE, 409, 429, 502, 503, 504})
  void answered_shouldSendAgain_afterEveryAnswerThatLeavesItOpen(int status) {
    Conversation conversation = conversation(List.of(SAME));
    Request request = conversation.begin().get(0);

    assertThat(conversation.answered(request, later(status, 7)))
        .containsExactly(new Request(conversation, SAME, 1, Duration.ofSeconds(7)));
    assertThat(violations.count()).isZero();
  }

  @Test
  void answered_shouldWaitLongerEachTime_whenNotToldHowLong() {
    Conversation conversation = conversation(List.of(SAME));
    Request request = conversation.begin().get(0);
    Request second = conversation.answered(request, answer(502, "")).get(0);
    Request third = conversation.answered(second, answer(502, "")).get(0);

    assertThat(second.pause()).isEqualTo(Duration.ofMillis(250));
    assertThat(third.pause()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void answered_shouldGiveUp_whenNoTryHasAFinalAnswer() {
    Conversation conversation = conversation(List.of(SAME));
    Request request = conversation.begin().get(0);
    int tries = 1;
    List<Request> next = conversation.answered(request, answer(503, ""));
    while (!next.isEmpty()) {
      tries++;
      next = conversation.answered(next.get(0), answer(503, ""));
    }

    assertThat(tries).isEqualTo(Conversation.MOST_TRIES);
    assertThat(violations.first())
        .containsExactly("soak-1: 60 tries of one send had no final answer");
  }

  @Test
  void answered_shouldBeAViolation_when500() {
    Conversation conversation = conversation(List.of(SAME));

    assertThat(conversation.answered(conversation.begin().get(0), answer(500, "oops"))).hasSize(1);
    assertThat(violations.first())
        .containsExactly("soak-1: the same payload was answered with 500: oops");
  }

  @Test
  void answered_shouldBeAViolation_whenThePayloadIsMistaken() {
    Conversation same = conversation(List.of(SAME));
    Conversation other = conversation(List.of(OTHER));
    same.answered(same.begin().get(0), answer(422, "no"));
    other.answered(other.begin().get(0), answer(200, "yes"));

    assertThat(violations.first())
        .containsExactly(
            "soak-1: the same payload was answered with 422: no",
            "soak-1: another payload was answered with 200: yes");
  }

  @SafeVarargs
  private Conversation conversation(List<Plan.Send>... rounds) {
    return new Conversation(Samples.payment(rounds), violations, over::incrementAndGet);
  }
}
