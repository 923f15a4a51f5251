package payments.local.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import payments.local.LocalException;
import payments.local.process.Pause;

/** All clients: each takes the next request from the agenda, sends it, and notes the answer. */
final class Clients {
  /** Between the first requests of two clients, or every one would begin with a cold start. */
  private static final Duration APART = Duration.ofMillis(300);

  private final int count;
  private final Agenda agenda;
  private final Caller caller;
  private final Tally tally;

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
        Duration pause = APART.multipliedBy(number);
        clients.add(threads.submit(() -> client(pause)));
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

  private void client(Duration pause) {
    Pause.of(pause);
    try {
      Optional<Conversation.Request> request = agenda.take();
      while (request.isPresent()) {
        send(request.get());
        request = agenda.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Conversation.Request request) throws InterruptedException {
    Conversation conversation = request.conversation();
    Answer answer = caller.call(conversation.payment(), request.send(), request.attempt());
    tally.add(answer);
    List<Conversation.Request> following = conversation.answered(request, answer);
    if (conversation.over()) {
      tally.paymentOver();
    }
    agenda.answered(following);
  }
}
