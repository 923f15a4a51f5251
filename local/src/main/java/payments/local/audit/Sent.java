package payments.local.audit;

import java.util.List;
import payments.local.payment.Payment;

/** One payment as its client knows it. Safe for use by several threads. */
public interface Sent {
  /** What was to be paid. */
  Payment payment();

  /** Whether the client has its final answers, or has given up. */
  boolean over();

  /** All answers so far, in the order in which they came. */
  List<Answer> answers();

  /** The answers that say that the payment is taken. */
  default List<Answer> taken() {
    return answers().stream().filter(Answer::taken).toList();
  }
}
