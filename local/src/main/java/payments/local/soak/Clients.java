package payments.local.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import payments.local.LocalException;
import payments.local.audit.Answer;

/** All clients: each takes the next request from the agenda, sends it, and notes the answer. */
final class Clients {
  /**
   * Clients that may be at their first request at once: it starts a process of a function, and more
   * at a time than there are processors would take longer than Lambda waits for one.
   */
  private static final int FIRST_AT_ONCE = Runtime.getRuntime().availableProcessors();

  private final int count;
  private final Agenda agenda;
  private final Caller caller;
  private final Tally tally;
  private final Semaphore beginning = new Semaphore(FIRST_AT_ONCE);

  Clients(int count, Agenda agenda, Caller caller, Tally tally) {
    this.count = count;
    this.agenda = agenda;
    this.caller = caller;
    this.tally = tally;
  }

  /**
   * Sends until nothing is left to be sent, or the agenda's time is up.
   *
   * @throws LocalException if this thread is told to stop
   */
  void run() {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        clients.add(threads.submit(this::client));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("interrupted while paying", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void client() {
    try {
      beginning.acquire();
      boolean more;
      try {
        more = sendOne();
      } finally {
        beginning.release();
      }
      while (more) {
        more = sendOne();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendOne() throws InterruptedException {
    Optional<Conversation.Request> request = agenda.take();
    if (request.isPresent()) {
      send(request.get());
    }
    return request.isPresent();
  }

  private void send(Conversation.Request request) throws InterruptedException {
    Conversation conversation = request.conversation();
    Answer answer = caller.call(conversation.planned(), request.send(), request.attempt());
    tally.add(answer);
    agenda.answered(conversation.answered(request, answer));
  }
}
