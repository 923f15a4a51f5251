package payments.local.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One payment as its clients see it: what is sent next, and what every answer means. A client sends
 * on with the same key until it is sure, and waits as long as it is told to.
 */
final class Conversation {
  /** Tries of one send; a client that has none left has met a system that does not recover. */
  static final int MOST_TRIES = 60;

  private static final int TAKEN = 200;
  private static final int ANOTHER_PAYLOAD = 422;
  private static final int FAILED = 500;

  /** What the same request may be sent again after. */
  private static final Set<Integer> AGAIN = Set.of(Answer.NONE, 409, 429, FAILED, 502, 503, 504);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final Plan.Planned payment;
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
  Conversation(Plan.Planned payment, Violations violations, Runnable whenOver) {
    this.payment = payment;
    this.violations = violations;
    this.whenOver = whenOver;
  }

  Plan.Planned payment() {
    return payment;
  }

  /** The requests of the first round. */
  synchronized List<Request> begin() {
    return next();
  }

  /** Takes an answer; returns what is to be sent on account of it. */
  synchronized List<Request> answered(Request request, Answer answer) {
    answers.add(answer);
    check(request.send(), answer);
    if (AGAIN.contains(answer.status())) {
      if (request.attempt() + 1 < MOST_TRIES) {
        return List.of(
            new Request(
                this, request.send(), request.attempt() + 1, pause(request.attempt(), answer)));
      }
      violations.add(payment.id(), MOST_TRIES + " tries of one send had no final answer");
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
  synchronized boolean over() {
    return round == payment.rounds().size();
  }

  /** All answers so far, in the order in which they came. */
  synchronized List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The answers that say that the payment is taken. */
  List<Answer> taken() {
    return answers().stream().filter(answer -> answer.status() == TAKEN).toList();
  }

  private List<Request> next() {
    if (over()) {
      return List.of();
    }
    List<Plan.Send> sends = payment.rounds().get(round);
    open = sends.size();
    return sends.stream().map(send -> new Request(this, send, 0, Duration.ZERO)).toList();
  }

  private void check(Plan.Send send, Answer answer) {
    int status = answer.status();
    int right = send.otherPayload() ? ANOTHER_PAYLOAD : TAKEN;
    if (status == FAILED || (status != right && !AGAIN.contains(status))) {
      violations.add(
          payment.id(),
          "%s payload was answered with %d: %s"
              .formatted(send.otherPayload() ? "another" : "the same", status, answer.body()));
    }
  }

  private static Duration pause(int attempt, Answer answer) {
    return answer.retryAfter().orElseGet(() -> growing(attempt));
  }

  private static Duration growing(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
