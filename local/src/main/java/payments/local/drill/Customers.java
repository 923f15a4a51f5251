package payments.local.drill;

import java.util.List;
import java.util.Locale;
import payments.local.audit.Answer;
import payments.local.audit.Sent;
import payments.local.load.Figures;
import payments.local.load.Load;

/** What became of the payments of one drill, as their customers know it. */
final class Customers {
  private static final int SHOWN = 3;

  private final Load load;

  /**
   * @param load a load that was started
   */
  Customers(Load load) {
    this.load = load;
  }

  /** Waits for the last answers, and finds payments that failed or were taken twice. */
  void audit(Findings findings) {
    load.finish();
    Figures figures = load.figures();
    long again = load.sent().stream().filter(sent -> sent.answers().size() > 1).count();
    List<Sent> twice = load.sent().stream().filter(Customers::takenTwice).toList();
    findings.figure(
        "%s payments, %s of them sent again, %d failed, %d taken twice",
        number(figures.begun()), number(again), figures.failed(), twice.size());
    findings.check(
        figures.failed() == 0,
        "%d payments failed, the first %s",
        figures.failed(),
        load.payments().stream().filter(paid -> !paid.ok()).limit(SHOWN).toList());
    findings.check(
        twice.isEmpty(),
        "taken twice: %s",
        twice.stream().limit(SHOWN).map(sent -> sent.payment().id()).toList());
  }

  /** More answers say that they took it than calls whose end nobody knows explain. */
  private static boolean takenTwice(Sent sent) {
    long taken = sent.taken().stream().filter(answer -> !answer.replayed()).count();
    long lost = sent.answers().stream().filter(Answer::lost).count();
    return taken > 1 + lost;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
