package payments.control;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import payments.control.Outcome.Completed;
import payments.control.Outcome.InProgress;
import payments.control.Outcome.Mismatch;
import payments.control.Outcome.Unavailable;
import payments.entity.Lease;
import payments.entity.Origin;
import payments.entity.Payment;
import payments.entity.Session;
import payments.json.JsonObject;
import payments.store.SessionStore;
import payments.store.TransactionLog;

/**
 * Takes a payment once: claims its session, writes its log, completes the session. Every step is
 * conditional or repeatable, so a call that dies between two of them leaves nothing but a lease
 * that runs out; the next call with the same id goes on from there.
 *
 * <p>Within one copy of the sessions no clock decides whether a payment is taken twice: only the
 * lease's owner can complete the session. Between two Regions the copies follow each other after a
 * moment; what that leaves open is in {@code docs/decisions/0004-one-global-sessions-table.md}.
 */
public final class PaymentTaker {
  /**
   * How long a payment may take, whatever the stores do: three calls of at most 5 s. It is also how
   * long a retry waits for a call that died. API Gateway waits 29 s (<a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">quotas</a>).
   */
  public static final Duration BUDGET = Duration.ofSeconds(15);

  /** What is left of the function's own time for answering. */
  private static final Duration ANSWERING = Duration.ofSeconds(1);

  /** What is left of the budget for giving a payment back that can not be finished. */
  private static final Duration RELEASING = Duration.ofSeconds(1);

  /** A session can change between refusal and take-over, but not endlessly. */
  private static final int TRIES = 3;

  private final SessionStore sessions;
  private final TransactionLog log;
  private final Origin here;
  private final Clock clock;
  private final Supplier<String> owners;

  /**
   * Takes payments.
   *
   * @param here what a new session says about where it was claimed
   * @param owners gives every call a name that no other has
   */
  public PaymentTaker(
      SessionStore sessions,
      TransactionLog log,
      Origin here,
      Clock clock,
      Supplier<String> owners) {
    this.sessions = sessions;
    this.log = log;
    this.here = here;
    this.clock = clock;
    this.owners = owners;
  }

  /**
   * Takes the payment, or says why not: within {@link #BUDGET}, and a second before the deadline.
   * Once it has asked a store for anything, no exception comes out of it: a payment that may have
   * been claimed can be sent again, whatever went wrong.
   *
   * @param deadline when the function is stopped at the latest; the lease ends with it or the
   *     budget
   */
  public Outcome take(Payment payment, Instant deadline) {
    return new Call(payment, deadline).run();
  }

  /** One call's way through the steps. */
  private final class Call {
    private final Payment payment;
    private final Lease lease;
    private final Instant lastStep;
    private Session mine;

    Call(Payment payment, Instant deadline) {
      Instant now = clock.instant();
      Instant end = earlier(now.plus(BUDGET), deadline.minus(ANSWERING));
      this.payment = payment;
      this.lease = new Lease(owners.get(), earlier(now.plus(BUDGET), deadline));
      this.lastStep = end.minus(RELEASING);
      this.mine = Session.claim(payment, here, now.truncatedTo(SECONDS), lease);
    }

    Outcome run() {
      try {
        return claim();
      } catch (RuntimeException e) {
        return new Unavailable(release(), e);
      }
    }

    private Outcome claim() {
      Optional<Session> found = sessions.claim(mine, timeLeft());
      boolean takenOver = false;
      for (int tries = 0; found.isPresent(); tries++) {
        Session other = found.get();
        Optional<Outcome> end = ended(other, takenOver);
        if (end.isPresent()) {
          return end.get();
        }
        mine = Session.claim(payment, other.origin(), other.createdAt(), lease);
        if (other.isHeldBy(lease)) {
          // An attempt of this very call was applied, and its answer got lost.
          break;
        }
        if (other.lease().isLive(clock.instant()) || tries == TRIES) {
          return inProgress(other);
        }
        found = sessions.takeOver(other, lease, timeLeft());
        takenOver = true;
      }
      return finish(takenOver);
    }

    private Outcome finish(boolean takenOver) {
      log.write(mine, timeLeft());
      String answer = answer(mine);
      Optional<Session> found = sessions.complete(mine, answer, clock.instant(), timeLeft());
      if (found.isEmpty()) {
        return new Completed(answer, false, takenOver);
      }
      return ended(found.get(), takenOver).orElseGet(() -> inProgress(found.get()));
    }

    /** What the session that is there means for this call; empty if it is unfinished. */
    private Optional<Outcome> ended(Session there, boolean takenOver) {
      if (!mine.fingerprint().equals(there.fingerprint())) {
        // Also after a claim of this call: another Region's replaced it.
        return Optional.of(new Mismatch());
      }
      if (there.status() != Session.Status.COMPLETED) {
        return Optional.empty();
      }
      // By another call, or by an attempt of this one whose answer got lost.
      boolean byOther = !there.lease().owner().equals(lease.owner());
      return Optional.of(new Completed(there.answer(), byOther, takenOver && !byOther));
    }

    private InProgress inProgress(Session other) {
      return new InProgress(other.lease().secondsLeft(clock.instant()));
    }

    /** For the next step. */
    private Duration timeLeft() {
      Duration left = Duration.between(clock.instant(), lastStep);
      if (left.isNegative() || left.isZero()) {
        throw new OutOfTimeException();
      }
      return left;
    }

    /** Gives the payment back as far as that is possible; says when to try again. */
    private long release() {
      try {
        sessions.release(mine, RELEASING);
        return 1;
      } catch (RuntimeException e) {
        return lease.secondsLeft(clock.instant());
      }
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String answer(Session session) {
    return new JsonObject()
        .with("message", "Payment processed in " + session.origin().environment() + " environment")
        .with("transactionId", session.transactionId())
        .with("amount", session.amount())
        .with("currency", session.currency())
        .with("status", Session.Status.COMPLETED.text())
        .toString();
  }
}
