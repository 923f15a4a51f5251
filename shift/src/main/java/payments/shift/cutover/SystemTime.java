package payments.shift.cutover;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The machine's clock, with waits that can be cut short or ended for good. */
public final class SystemTime implements Time {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean woken;
  private boolean stopped;
  private boolean underWay;

  @Override
  public Instant now() {
    return Instant.now();
  }

  /** Waits until then, or until {@link #wake}. */
  @Override
  public void sleepUntil(Instant moment) throws InterruptedException {
    lock.lock();
    try {
      long left = Duration.between(now(), moment).toNanos();
      while (!mustEnd() && !woken && left > 0) {
        left = news.awaitNanos(left);
      }
      woken = false;
      requireGoing();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void requireGoing() throws InterruptedException {
    lock.lock();
    try {
      if (mustEnd()) {
        throw new InterruptedException("told to end");
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finishFirst(boolean finish) {
    lock.lock();
    try {
      underWay = finish;
    } finally {
      lock.unlock();
    }
  }

  private boolean mustEnd() {
    return stopped && !underWay;
  }

  /** Ends the wait that runs, or the next one. */
  public void wake() {
    signal(false);
  }

  /** Ends the wait that runs and all that follow, unless something has to be finished first. */
  public void stop() {
    signal(true);
  }

  private void signal(boolean stop) {
    lock.lock();
    try {
      woken = true;
      stopped |= stop;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
