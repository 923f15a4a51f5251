package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.local.soak.Samples.SAME;
import static payments.local.soak.Samples.START;
import static payments.local.soak.Samples.death;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.local.audit.Answer;
import payments.local.audit.Violations;
import payments.local.soak.Killer.Kill;

class KillAuditTest {
  private final Violations violations = new Violations();
  private final List<Kill> kills = new ArrayList<>();

  @Test
  void run_shouldFindNothing_whenAKillExplainsEveryCallThatEnded() {
    kill("payments-blue-payment", 150);
    kill("payments-blue-payment", 250);
    kill("payments-green-payment", 250);

    assertThat(audit(0, death("blue", 100, 300), death("blue", 100, 200), death("green", 200, 300)))
        .isEmpty();
  }

  @Test
  void run_shouldBearACallThatWasGivenToADyingProcess() {
    kill("payments-blue-payment", 1);

    assertThat(audit(0, death("blue", 900, 1000))).isEmpty();
  }

  @Test
  void run_shouldFindAProcessThatEndedByItself_thoughAnIdleOneOrALedgersWasKilled() {
    kill("payments-blue-payment", 10);
    kill("payments-blue-ledger", 5100);
    kill("payments-green-payment", 5100);
    kill("payments-blue-payment", 5300);

    assertThat(audit(0, death("blue", 5000, 5200)))
        .containsExactly(
            "soak-1: a payment process of blue ended by itself during a call from"
                + " 2026-01-01T12:00:05Z to 2026-01-01T12:00:05.200Z");
  }

  @Test
  void run_shouldFindTheOtherCall_whenOneKillHitTwo() {
    kill("payments-blue-payment", 150);

    assertThat(audit(0, death("blue", 100, 200), death("blue", 100, 300))).hasSize(1);
  }

  @Test
  void run_shouldFindAKillerThatKilledNothing() {
    assertThat(audit(1)).containsExactly("killer: 0 of 1 kills happened");
    assertThat(audit(300))
        .contains("killer: 0 of 300 kills happened", "killer: no ledger process was killed");
  }

  @Test
  void run_shouldFindThatFewerThanHalfTheKillsHappened() {
    kill("payments-blue-ledger", 1);
    kill("payments-blue-payment", 1);

    assertThat(audit(4)).isEmpty();
    assertThat(audit(5)).containsExactly("killer: 2 of 5 kills happened");
  }

  @Test
  void run_shouldFindThatNoLedgerWasKilled_unlessFewWereToBe() {
    kills.addAll(Collections.nCopies(10, new Kill("payments-blue-payment", START)));

    assertThat(audit(9)).isEmpty();
    assertThat(audit(10)).containsExactly("killer: no ledger process was killed");
  }

  @Test
  void run_shouldFindThatManyKillsHitNoCall() {
    kill("payments-blue-ledger", 1);
    kills.addAll(Collections.nCopies(49, new Kill("payments-blue-payment", START)));
    assertThat(audit(60)).isEmpty();

    kill("payments-blue-payment", 1);
    assertThat(audit(60)).containsExactly("killer: 51 kills hit no call");
  }

  @Test
  void run_shouldFindNothing_whenNothingWasToBeKilled() {
    assertThat(audit(0)).isEmpty();
  }

  private void kill(String function, long at) {
    kills.add(new Kill(function, START.plusMillis(at)));
  }

  /** What the audit finds where calls of one payment were answered so. */
  private List<String> audit(int wanted, Answer... answers) {
    Conversation conversation =
        new Conversation(Samples.payment(List.of(SAME)), violations, () -> {});
    List<Conversation.Request> next = conversation.begin();
    for (Answer answer : answers) {
      next = conversation.answered(next.get(0), answer);
    }
    new KillAudit(kills, violations).run(wanted, List.of(conversation));
    return violations.first();
  }
}
