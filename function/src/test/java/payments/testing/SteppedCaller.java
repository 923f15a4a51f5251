package payments.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import payments.entity.Lease;
import payments.entity.Session;
import payments.store.SessionStore;
import payments.store.TransactionLog;
import payments.testing.MemoryStores.Fault;

/**
 * A caller on a thread of its own that goes from one call of the stores to the next when it is told
 * to, and stands still between them. Only one thread runs at any time, so whoever tells the callers
 * what to do decides their order, and the same order gives the same end.
 *
 * @param <T> what the caller ends with
 */
public final class SteppedCaller<T> implements SessionStore, TransactionLog {
  private final MemoryStores stores;
  private final BlockingQueue<Fault> orders = new SynchronousQueue<>();
  private final BlockingQueue<Boolean> reports = new SynchronousQueue<>();
  private boolean running;
  private T result;
  private Throwable failure;

  /** Starts a caller, up to its first call of the stores. */
  public SteppedCaller(MemoryStores stores, Function<SteppedCaller<T>, T> work) {
    this.stores = stores;
    Thread thread = new Thread(() -> run(work), "stepped-caller");
    thread.setDaemon(true);
    thread.start();
    running = take(reports);
  }

  private void run(Function<SteppedCaller<T>, T> work) {
    try {
      result = work.apply(this);
    } catch (Throwable e) {
      failure = e;
    }
    put(reports, false);
  }

  /** Whether it stands before a call of the stores; else it has ended. */
  public boolean isRunning() {
    return running;
  }

  /** Lets it make the next call, with that fault, and go on to the one after it. */
  public void step(Fault fault) {
    put(orders, fault);
    running = take(reports);
  }

  /** What it ended with; nothing if it was killed. */
  public Optional<T> result() {
    if (failure != null && !(failure instanceof MemoryStores.Killed)) {
      throw new AssertionError("the caller failed", failure);
    }
    return Optional.ofNullable(result);
  }

  private void await() {
    put(reports, true);
    stores.faults(take(orders));
  }

  @Override
  public Optional<Session> claim(Session session, Duration within) {
    await();
    return stores.claim(session, within);
  }

  @Override
  public Optional<Session> takeOver(Session seen, Lease lease, Duration within) {
    await();
    return stores.takeOver(seen, lease, within);
  }

  @Override
  public Optional<Session> complete(
      Session session, String answer, Instant completedAt, Duration within) {
    await();
    return stores.complete(session, answer, completedAt, within);
  }

  @Override
  public void release(Session session, Duration within) {
    await();
    stores.release(session, within);
  }

  @Override
  public void write(Session session, Duration within) {
    await();
    stores.write(session, within);
  }

  @Override
  public Optional<Session> find(String transactionId) {
    await();
    return stores.find(transactionId);
  }

  @Override
  public void ping(Duration within) {
    await();
    stores.ping(within);
  }

  private static <E> void put(BlockingQueue<E> queue, E element) {
    try {
      queue.put(element);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <E> E take(BlockingQueue<E> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
