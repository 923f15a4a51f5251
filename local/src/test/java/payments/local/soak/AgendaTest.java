package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.local.soak.Samples.SAME;
import static payments.local.soak.Samples.TAKEN;
import static payments.local.soak.Samples.answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.local.audit.Violations;
import payments.local.soak.Conversation.Request;

class AgendaTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Conversation first = conversation();
  private final Conversation second = conversation();

  @Test
  void take_shouldBeginAnotherPayment_whileOneWaits() throws InterruptedException {
    Agenda agenda = new Agenda(List.of(first, second), LONG);
    Request request = agenda.take().orElseThrow();
    agenda.answered(List.of(new Request(first, SAME, 1, LONG)));

    assertThat(request.conversation()).isSameAs(first);
    assertThat(agenda.take().orElseThrow().conversation()).isSameAs(second);
    assertThat(agenda.waiting()).isEqualTo(1);
  }

  @Test
  void take_shouldPreferWhatIsDueToANewPayment() throws InterruptedException {
    Agenda agenda = new Agenda(List.of(first, second), LONG);
    agenda.take();
    Request again = new Request(first, SAME, 1, Duration.ZERO);
    agenda.answered(List.of(again));

    assertThat(agenda.take()).contains(again);
  }

  @Test
  void take_shouldEnd_whenEveryRequestIsAnswered() throws InterruptedException {
    Agenda agenda = new Agenda(List.of(first), LONG);
    Request request = agenda.take().orElseThrow();
    agenda.answered(first.answered(request, answer(200, TAKEN)));

    assertThat(agenda.take()).isEmpty();
  }

  @Test
  void take_shouldEnd_whenTimeIsUp() throws InterruptedException {
    assertThat(new Agenda(List.of(first), Duration.ZERO).take()).isEqualTo(Optional.empty());
  }

  private static Conversation conversation() {
    return new Conversation(Samples.payment(List.of(SAME)), new Violations(), () -> {});
  }
}
