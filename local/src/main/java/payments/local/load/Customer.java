package payments.local.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.local.audit.Answer;
import payments.local.audit.Sent;
import payments.local.payment.Payment;

/** Pays once, and sends on with the same key until it is sure or out of patience. */
final class Customer implements Sent {
  private final Payment payment;
  private final Instant due;
  private final Duration patience;
  private final List<Answer> answers = new ArrayList<>(1);
  private boolean over;

  /**
   * @param due when it was to pay
   * @param patience after which it sends no more, from then
   */
  Customer(Payment payment, Instant due, Duration patience) {
    this.payment = payment;
    this.due = due;
    this.patience = patience;
  }

  @Override
  public Payment payment() {
    return payment;
  }

  /**
   * Takes an answer.
   *
   * @return how long to wait before it sends again; empty if it does not
   */
  synchronized Optional<Duration> answered(Answer answer) {
    answers.add(answer);
    Duration pause = answer.pause(answers.size() - 1);
    boolean again = answer.open() && answer.at().plus(pause).isBefore(due.plus(patience));
    over = !again;
    return again ? Optional.of(pause) : Optional.empty();
  }

  @Override
  public synchronized boolean over() {
    return over;
  }

  @Override
  public synchronized List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** What became of it; only when it is over. */
  synchronized Paid paid() {
    Answer last = answers.get(answers.size() - 1);
    Duration latency = Duration.between(due, last.at());
    return new Paid(payment.id(), due, last.color(), last.status(), answers.size(), latency);
  }
}
