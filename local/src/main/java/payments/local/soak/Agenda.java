package payments.local.soak;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * What is to be sent next: requests whose time has come, and if there is none, a payment that has
 * not begun. So a payment that has to wait keeps no client from sending another.
 */
final class Agenda {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final DelayQueue<Due> queue = new DelayQueue<>();
  private final Iterator<Conversation> fresh;
  private final long deadline;
  private int unanswered;

  /**
   * @param conversations to begin, in that order
   * @param patience after which nothing is given out any more
   */
  Agenda(List<Conversation> conversations, Duration patience) {
    this.fresh = conversations.iterator();
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** The next request, when it is due; empty if there will be none any more, or time is up. */
  Optional<Conversation.Request> take() throws InterruptedException {
    while (!over() && System.nanoTime() < deadline) {
      Due due = queue.poll();
      if (due == null && !begin()) {
        due = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (due != null) {
        return Optional.of(due.request);
      }
    }
    return Optional.empty();
  }

  /** Adds what follows from the answer to a request that was taken from here. */
  synchronized void answered(List<Conversation.Request> following) {
    add(following);
    unanswered--;
  }

  /** How many requests wait for their time. */
  int waiting() {
    return queue.size();
  }

  private synchronized boolean begin() {
    if (!fresh.hasNext()) {
      return false;
    }
    add(fresh.next().begin());
    return true;
  }

  private void add(List<Conversation.Request> requests) {
    unanswered += requests.size();
    requests.forEach(request -> queue.add(new Due(request)));
  }

  private synchronized boolean over() {
    return unanswered == 0 && !fresh.hasNext();
  }

  private static final class Due implements Delayed {
    private final Conversation.Request request;
    private final long at;

    Due(Conversation.Request request) {
      this.request = request;
      this.at = System.nanoTime() + request.pause().toNanos();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.signum(at - ((Due) other).at);
    }
  }
}
