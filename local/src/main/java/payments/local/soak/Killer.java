package payments.local.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import payments.local.audit.Violations;
import payments.local.process.Pause;
import payments.local.process.ProcessIdentity;
import payments.local.soak.FunctionProcesses.FunctionProcess;

/**
 * Kills function processes while answers come, as long as it is open: so a slow machine, where a
 * new process takes longer to start, has no more of them to start than a fast one. Of every five,
 * one is a ledger's: there are far fewer of them. A kill that finds no process waits for one.
 */
final class Killer implements AutoCloseable {
  /** Of so many kills, one is a ledger's. */
  static final int LEDGER_ONE_IN = 5;

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Supplier<List<FunctionProcess>> processes;
  private final IntSupplier answers;
  private final Violations violations;
  private final double[] when;
  private final Random random;
  private final List<Kill> kills = new ArrayList<>();
  private final Set<ProcessIdentity> victims = new HashSet<>();
  private final Thread thread = new Thread(this::run, "killer");
  private volatile boolean open = true;

  /**
   * A process that was killed.
   *
   * @param function the function's name
   * @param at just before
   */
  record Kill(String function, Instant at) {
    private static final String LEDGER = "ledger";

    /** Whether the function writes a ledger; else it takes payments. */
    boolean ofLedger() {
      return ofLedger(function);
    }

    /** Whether the function takes that color's payments. */
    boolean ofPayments(String color) {
      return !ofLedger() && List.of(function.split("-", -1)).contains(color);
    }

    private static boolean ofLedger(String function) {
      return function.contains(LEDGER);
    }
  }

  /**
   * Begins at once.
   *
   * @param processes what may be killed
   * @param answers how many there were so far
   * @param kills how many to kill
   * @param sends over how many answers to spread them, by chance, so that they come in bursts too
   * @param violations where it says why, if it must give up
   */
  Killer(
      Supplier<List<FunctionProcess>> processes,
      IntSupplier answers,
      int kills,
      int sends,
      long seed,
      Violations violations) {
    this.processes = processes;
    this.answers = answers;
    this.violations = violations;
    this.random = new Random(seed);
    this.when = random.doubles(kills, 0, sends).sorted().toArray();
    thread.setDaemon(true);
    thread.start();
  }

  /** All kills, first to last. */
  List<Kill> kills() {
    synchronized (kills) {
      return List.copyOf(kills);
    }
  }

  /** How many were killed of each function. */
  Map<String, Integer> killed() {
    Map<String, Integer> killed = new TreeMap<>();
    kills().forEach(kill -> killed.merge(kill.function(), 1, Integer::sum));
    return killed;
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
    try {
      boolean last;
      do {
        last = !open;
        killAllDue();
        Pause.of(LOOK);
      } while (!last);
    } catch (RuntimeException e) {
      violations.add("killer", "it gave up after %d kills: %s".formatted(kills().size(), e));
    }
  }

  private void killAllDue() {
    int done = kills().size();
    while (done < when.length && when[done] < answers.getAsInt() && killOne(done)) {
      done++;
    }
  }

  private boolean killOne(int done) {
    boolean ledger = (done + 1) % LEDGER_ONE_IN == 0;
    List<FunctionProcess> all =
        processes.get().stream()
            .filter(process -> Kill.ofLedger(process.function()) == ledger)
            .filter(process -> !victims.contains(process.identity()))
            .toList();
    if (all.isEmpty()) {
      return false;
    }
    FunctionProcess victim = all.get(random.nextInt(all.size()));
    victims.add(victim.identity());
    Instant now = Instant.now();
    if (!victim.kill()) {
      return false;
    }
    synchronized (kills) {
      kills.add(new Kill(victim.function(), now));
    }
    return true;
  }
}
