package payments.local.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import payments.local.audit.Answer;
import payments.local.audit.Sent;
import payments.local.audit.Violations;
import payments.local.payment.Payment;

/**
 * One payment as its clients see it: what is sent next, and what every answer means. A client sends
 * on with the same key until it is sure, and waits as long as it is told to.
 */
final class Conversation implements Sent {
  /** Tries of one send; a client that has none left has met a system that does not recover. */
  static final int MOST_TRIES = 60;

  private static final int ANOTHER_PAYLOAD = 422;
  private static final int FAILED = 500;

  private final Plan.Planned planned;
  private final Violations violations;
  private final Runnable whenOver;
  private final List<Answer> answers = new ArrayList<>();
  private int round;
  private int open;

  /**
   * A request to be made.
   *
   * @param conversation whose it is
   * @param send which send of the payment
   * @param attempt how many tries of this send came before
   * @param pause how long to wait before
   */
  record Request(Conversation conversation, Plan.Send send, int attempt, Duration pause) {}

  /**
   * @param whenOver run once, when every send has its answer
   */
  Conversation(Plan.Planned planned, Violations violations, Runnable whenOver) {
    this.planned = planned;
    this.violations = violations;
    this.whenOver = whenOver;
  }

  Plan.Planned planned() {
    return planned;
  }

  @Override
  public Payment payment() {
    return planned.payment();
  }

  /** The requests of the first round. */
  synchronized List<Request> begin() {
    return next();
  }

  /** Takes an answer; returns what is to be sent on account of it. */
  synchronized List<Request> answered(Request request, Answer answer) {
    answers.add(answer);
    check(request.send(), answer);
    if (answer.open()) {
      if (request.attempt() + 1 < MOST_TRIES) {
        return List.of(
            new Request(
                this, request.send(), request.attempt() + 1, answer.pause(request.attempt())));
      }
      violations.add(payment().id(), MOST_TRIES + " tries of one send had no final answer");
    }
    open--;
    if (open > 0) {
      return List.of();
    }
    round++;
    if (over()) {
      whenOver.run();
    }
    return next();
  }

  /** Whether every send has its answer. */
  @Override
  public synchronized boolean over() {
    return round == planned.rounds().size();
  }

  @Override
  public synchronized List<Answer> answers() {
    return List.copyOf(answers);
  }

  private List<Request> next() {
    if (over()) {
      return List.of();
    }
    List<Plan.Send> sends = planned.rounds().get(round);
    open = sends.size();
    return sends.stream().map(send -> new Request(this, send, 0, Duration.ZERO)).toList();
  }

  private void check(Plan.Send send, Answer answer) {
    int status = answer.status();
    boolean right = send.otherPayload() ? status == ANOTHER_PAYLOAD : answer.taken();
    if (status == FAILED || !(right || answer.open())) {
      violations.add(
          payment().id(),
          "%s payload was answered with %d: %s"
              .formatted(send.otherPayload() ? "another" : "the same", status, answer.body()));
    }
  }
}
