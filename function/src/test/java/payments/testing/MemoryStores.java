package payments.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import payments.entity.Lease;
import payments.entity.Session;
import payments.store.SessionStore;
import payments.store.StoreUnavailableException;
import payments.store.TransactionLog;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A model of the table and the log, with the same conditions. Faults that are lined up strike the
 * next calls, one each.
 */
public final class MemoryStores implements SessionStore, TransactionLog {
  /** Stands for a function that is stopped: nothing catches it. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What happens to one call. */
  public enum Fault {
    NONE,
    DOWN,
    BROKEN,
    HANGS,
    APPLIED_BUT_HANGS,
    APPLIED_BUT_NO_ANSWER,
    KILLED_BEFORE,
    KILLED_AFTER
  }

  public final Map<String, Session> table = new HashMap<>();
  public final Map<String, List<Session>> logged = new HashMap<>();
  public final List<String> calls = new ArrayList<>();
  public final List<Duration> limits = new ArrayList<>();
  public final Map<String, Integer> completions = new HashMap<>();

  /** Of the completion that was written last, by transaction id. */
  public final Map<String, Instant> completedAt = new HashMap<>();

  private final Deque<Fault> faults = new ArrayDeque<>();
  private Runnable eachCall = () -> {};
  private Runnable hang = () -> {};
  private Runnable interruption = () -> {};

  /** Lines up faults for the next calls; what was lined up before is dropped. */
  public void faults(List<Fault> next) {
    faults.clear();
    faults.addAll(next);
  }

  public void faults(Fault... next) {
    faults(List.of(next));
  }

  /** Runs at the begin of every call from now on. */
  public void onEachCall(Runnable action) {
    eachCall = action;
  }

  /** Runs in place of the time in which a call hangs. */
  public void onHang(Runnable action) {
    hang = action;
  }

  /** Runs once, in the middle of the next call, as another caller would. */
  public void interruptNextCall(Runnable other) {
    interruption = other;
  }

  @Override
  public Optional<Session> claim(Session session, Duration within) {
    return call(
        "claim",
        within,
        () -> Optional.ofNullable(table.putIfAbsent(session.transactionId(), session)));
  }

  @Override
  public Optional<Session> takeOver(Session seen, Lease lease, Duration within) {
    return call(
        "takeOver",
        within,
        () ->
            change(
                seen,
                current -> current.isHeldBy(seen.lease()) && current.lease().equals(seen.lease()),
                current -> with(current, current.status(), lease, null)));
  }

  @Override
  public Optional<Session> complete(Session session, String answer, Instant time, Duration within) {
    return call(
        "complete",
        within,
        () -> {
          Optional<Session> other =
              change(
                  session,
                  current -> current.isHeldBy(session.lease()),
                  current -> with(current, Session.Status.COMPLETED, current.lease(), answer));
          if (other.isEmpty()) {
            completions.merge(session.transactionId(), 1, Integer::sum);
            completedAt.put(session.transactionId(), time);
          }
          return other;
        });
  }

  @Override
  public void release(Session session, Duration within) {
    call(
        "release",
        within,
        () ->
            change(
                session,
                current -> current.isHeldBy(session.lease()),
                current ->
                    with(
                        current,
                        current.status(),
                        new Lease(current.lease().owner(), Instant.EPOCH),
                        null)));
  }

  @Override
  public Optional<Session> find(String transactionId) {
    return call("find", Duration.ZERO, () -> Optional.ofNullable(table.get(transactionId)));
  }

  @Override
  public void ping(Duration within) {
    call("ping", within, Optional::empty);
  }

  @Override
  public void write(Session session, Duration within) {
    call(
        "log",
        within,
        () -> {
          logged.computeIfAbsent(session.transactionId(), id -> new ArrayList<>()).add(session);
          return Optional.empty();
        });
  }

  private <T> Optional<T> call(String name, Duration within, Supplier<Optional<T>> action) {
    calls.add(name);
    limits.add(within);
    eachCall.run();
    Runnable other = interruption;
    interruption = () -> {};
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
    if (fault == Fault.KILLED_BEFORE) {
      throw new Killed();
    }
    if (fault == Fault.HANGS) {
      hang.run();
    }
    if (fault == Fault.DOWN || fault == Fault.HANGS) {
      throw unavailable(name);
    }
    if (fault == Fault.BROKEN) {
      throw new IllegalStateException("arn:aws:x of user-1");
    }
    Deque<Fault> mine = new ArrayDeque<>(faults);
    other.run();
    faults(List.copyOf(mine));
    Optional<T> result = action.get();
    if (fault == Fault.KILLED_AFTER) {
      throw new Killed();
    }
    if (fault == Fault.APPLIED_BUT_HANGS) {
      hang.run();
    }
    if (fault == Fault.APPLIED_BUT_NO_ANSWER || fault == Fault.APPLIED_BUT_HANGS) {
      throw unavailable(name);
    }
    return result;
  }

  private Optional<Session> change(
      Session session,
      java.util.function.Predicate<Session> condition,
      java.util.function.UnaryOperator<Session> change) {
    Session current = table.get(session.transactionId());
    if (current == null || !condition.test(current)) {
      return Optional.of(current == null ? session : current);
    }
    table.put(session.transactionId(), change.apply(current));
    return Optional.empty();
  }

  private static Session with(Session s, Session.Status status, Lease lease, String answer) {
    return new Session(
        s.transactionId(),
        s.fingerprint(),
        s.userId(),
        s.amount(),
        s.currency(),
        s.createdAt(),
        s.origin(),
        status,
        lease,
        answer);
  }

  /** A store's failure. */
  public static StoreUnavailableException unavailable(String call) {
    return new StoreUnavailableException(call, SdkClientException.create("no answer"));
  }
}
