package payments.control;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Clock;
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
import payments.store.StoreUnavailableException;
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
   * Takes the payment, or says why not.
   *
   * @param deadline when the function is stopped at the latest; the lease lasts until then
   */
  public Outcome take(Payment payment, Instant deadline) {
    Lease lease = new Lease(owners.get(), deadline);
    Session mine = Session.claim(payment, here, clock.instant().truncatedTo(SECONDS), lease);
    try {
      Optional<Session> found = sessions.claim(mine);
      boolean takenOver = false;
      for (int tries = 0; found.isPresent() && tries < TRIES; tries++) {
        Session other = found.get();
        if (!mine.fingerprint().equals(other.fingerprint())) {
          return new Mismatch();
        }
        if (other.status() == Session.Status.COMPLETED) {
          return new Completed(other.answer(), true, false);
        }
        mine = Session.claim(payment, other.origin(), other.createdAt(), lease);
        if (other.isHeldBy(lease)) {
          // An attempt of this very call was applied, and its answer got lost.
          found = Optional.empty();
        } else if (other.lease().isLive(clock.instant())) {
          return new InProgress(other.lease().secondsLeft(clock.instant()));
        } else {
          found = sessions.takeOver(other, lease);
          takenOver = true;
        }
      }
      return found.isPresent() ? new InProgress(1) : finish(mine, takenOver);
    } catch (StoreUnavailableException e) {
      return new Unavailable(release(mine), e);
    }
  }

  private Outcome finish(Session mine, boolean takenOver) {
    log.write(mine);
    String answer = answer(mine);
    Optional<Session> found = sessions.complete(mine, answer, clock.instant());
    if (found.isEmpty()) {
      return new Completed(answer, false, takenOver);
    }
    Session other = found.get();
    if (other.status() == Session.Status.COMPLETED && other.answer() != null) {
      // Completed by an attempt of this call whose answer got lost, or by whoever took it over.
      return new Completed(other.answer(), false, takenOver);
    }
    return new InProgress(other.lease().secondsLeft(clock.instant()));
  }

  /** Gives the payment back as far as that is possible; says when to try again. */
  private long release(Session mine) {
    try {
      sessions.release(mine);
      return 1;
    } catch (StoreUnavailableException e) {
      return mine.lease().secondsLeft(clock.instant());
    }
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
