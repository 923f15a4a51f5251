package payments.local.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import payments.local.process.Pause;
import payments.local.soak.FunctionProcesses.FunctionProcess;

/**
 * Kills a function process every so many answers, as long as it is open: so a slow machine, where a
 * new process takes longer to start, has no more of them to start than a fast one. Of every five,
 * one is a ledger's: there are far fewer of them.
 */
final class Killer implements AutoCloseable {
  private static final int LEDGER_ONE_IN = 5;
  private static final String LEDGER = "ledger";
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Supplier<List<FunctionProcess>> processes;
  private final Random random;
  private final IntSupplier answers;
  private final double every;
  private final Map<String, Integer> killed = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "killer");
  private volatile boolean open = true;

  /**
   * Begins at once.
   *
   * @param processes what may be killed
   * @param answers how many there were so far
   * @param every answers between two kills, on average
   */
  Killer(Supplier<List<FunctionProcess>> processes, IntSupplier answers, double every, long seed) {
    this.processes = processes;
    this.answers = answers;
    this.every = every;
    this.random = new Random(seed);
    thread.setDaemon(true);
    thread.start();
  }

  /** How many were killed of each function. */
  Map<String, Integer> killed() {
    synchronized (killed) {
      return new TreeMap<>(killed);
    }
  }

  /** How many were killed. */
  int count() {
    return killed().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns when it kills no more. */
  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    double next = gap();
    while (open) {
      Pause.of(LOOK);
      while (answers.getAsInt() >= next) {
        killOne();
        next += gap();
      }
    }
  }

  /** Exponential, so that kills come in bursts too. */
  private double gap() {
    return -Math.log(1 - random.nextDouble()) * every;
  }

  private void killOne() {
    boolean ledger = random.nextInt(LEDGER_ONE_IN) == 0;
    List<FunctionProcess> all =
        processes.get().stream()
            .filter(process -> process.function().contains(LEDGER) == ledger)
            .toList();
    if (all.isEmpty()) {
      return;
    }
    FunctionProcess victim = all.get(random.nextInt(all.size()));
    if (victim.kill()) {
      synchronized (killed) {
        killed.merge(victim.function(), 1, Integer::sum);
      }
    }
  }
}
