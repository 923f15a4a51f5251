package payments.local.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import payments.local.audit.Answer;
import payments.local.audit.Violations;
import payments.local.soak.Killer.Kill;

/**
 * Compares the kills with the calls that ended with their process: a soak without kills proves
 * nothing, and a process that ends by itself must not pass for one that was killed.
 */
final class KillAudit {
  /**
   * Kills of payment processes from which on one must have hit a call. A third or more do; that
   * none of so many does would be less likely than one in a thousand even if only one in seven did.
   */
  static final int SOME_HIT = 50;

  /** Until a process that was killed is gone, a call may still be given to it. */
  private static final Duration DYING = Duration.ofSeconds(1);

  private final List<Kill> kills;
  private final Violations violations;

  KillAudit(List<Kill> kills, Violations violations) {
    this.kills = kills;
    this.violations = violations;
  }

  /** Looks at every call that ended with its process. */
  void run(int wanted, List<Conversation> conversations) {
    List<Death> deaths =
        conversations.stream()
            .flatMap(
                conversation ->
                    conversation.answers().stream()
                        .filter(Answer::death)
                        .map(answer -> new Death(conversation.payment().id(), answer)))
            .sorted(Comparator.comparing(death -> death.answer.at()))
            .toList();
    checkKills(wanted, deaths.size());
    checkDeaths(deaths);
  }

  private void checkKills(int wanted, int deaths) {
    if (kills.size() < wanted / 2.0) {
      violations.add("killer", "%d of %d kills happened".formatted(kills.size(), wanted));
    }
    long ledgers = kills.stream().filter(Kill::ofLedger).count();
    if (ledgers == 0 && wanted >= 2 * Killer.LEDGER_ONE_IN) {
      violations.add("killer", "no ledger process was killed");
    }
    if (deaths == 0 && kills.size() - ledgers >= SOME_HIT) {
      violations.add("killer", "%d kills hit no call".formatted(kills.size()));
    }
  }

  /**
   * Every kill explains one call at most, since a process answers one at a time. That the first
   * call to end takes the first kill that explains it leaves the most kills for the others.
   */
  private void checkDeaths(List<Death> deaths) {
    List<Kill> unused = new ArrayList<>(kills);
    for (Death death : deaths) {
      Optional<Kill> kill = unused.stream().filter(death::isBy).findFirst();
      kill.ifPresent(unused::remove);
      if (kill.isEmpty()) {
        violations.add(
            death.transactionId,
            "a payment process of %s ended by itself during a call from %s to %s"
                .formatted(death.answer.color(), death.answer.since(), death.answer.at()));
      }
    }
  }

  private record Death(String transactionId, Answer answer) {
    boolean isBy(Kill kill) {
      Instant earliest = answer.since().minus(DYING);
      return kill.ofPayments(answer.color())
          && !kill.at().isBefore(earliest)
          && !kill.at().isAfter(answer.at());
    }
  }
}
