package payments.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.control.Outcome.Completed;
import payments.entity.Origin;
import payments.entity.Payment;
import payments.entity.Session;
import payments.testing.MemoryStores;
import payments.testing.MemoryStores.Fault;
import payments.testing.Payments;
import payments.testing.SteppedCaller;
import payments.testing.TestClock;

/**
 * Two colors, their clocks, and any number of callers of one key. Either both have one table, or
 * each has a copy of its own that hears of the other's writes when told to, as a global table's
 * replicas do: of two writes of one item, the later one stays, and what a Region's stream tells
 * goes to that Region's ledger. Each step of a caller takes a millisecond by both clocks.
 */
final class World {
  static final String ID = "t-1";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(1);

  /** One color. */
  static final class Color {
    final Origin origin;
    final TestClock clock = new TestClock();
    final MemoryStores stores;

    /** By transaction id, as its primary key is. */
    final Map<String, Completion> ledger = new HashMap<>();

    /** What the ledger holds another payment for, and sends to the failure queue. */
    final List<Session> rejected = new ArrayList<>();

    /** The claims that replaced a completion, of which the failure queue is told too. */
    final List<Session> unfinishedAgain = new ArrayList<>();

    private final Deque<Written> inbox = new ArrayDeque<>();
    private Written last = new Written(null, null, 0);

    private Color(String name, String region, MemoryStores stores) {
      this.origin = new Origin(name.substring(0, 1), name, region);
      this.stores = stores;
    }

    Session session() {
      return stores.table.get(ID);
    }

    /** What the color's bucket holds: an object is never written a second time. */
    Optional<Session> logged() {
      return Optional.ofNullable(stores.logged.get(ID)).map(all -> all.get(0));
    }

    private void accept(Written written) {
      boolean wasCompleted = last.isCompleted();
      last = written;
      stores.table.put(ID, written.session());
      if (written.isCompleted()) {
        keep(new Completion(written.session(), written.completedAt()));
      } else if (wasCompleted) {
        unfinishedAgain.add(written.session());
      }
    }

    /** As the ledger's INSERT does. */
    private void keep(Completion completion) {
      Completion known = ledger.putIfAbsent(ID, completion);
      if (known == null) {
        return;
      }
      if (!known.session().fingerprint().equals(completion.session().fingerprint())) {
        rejected.add(completion.session());
      } else if (Completion.ORDER.compare(completion, known) > 0) {
        ledger.put(ID, completion);
      }
    }
  }

  /** A row of a ledger. */
  record Completion(Session session, Instant completedAt) {
    private static final Comparator<Completion> ORDER =
        Comparator.comparing(Completion::completedAt)
            .thenComparing(one -> one.session().createdAt())
            .thenComparing(one -> one.session().origin().color())
            .thenComparing(one -> one.session().origin().region());
  }

  /**
   * One version of the item.
   *
   * @param completedAt of a completed one, by the clock of the color that wrote it
   * @param time of the write
   */
  private record Written(Session session, Instant completedAt, long time) {
    boolean isCompleted() {
      return session != null && session.status() == Session.Status.COMPLETED;
    }
  }

  /** One caller, and which payment it sends. */
  record Caller(Payment payment, SteppedCaller<Outcome> steps) {}

  final Color blue;
  final Color green;
  final List<Caller> callers = new ArrayList<>();
  private final List<Instant> completions = new ArrayList<>();
  private long time;
  private int owners;

  private World(MemoryStores blue, MemoryStores green) {
    this.blue = new Color("blue", "us-east-1", blue);
    this.green = new Color("green", "us-west-2", green);
  }

  static World ofOneTable() {
    MemoryStores stores = new MemoryStores();
    return new World(stores, stores);
  }

  static World ofTwoReplicas() {
    return new World(new MemoryStores(), new MemoryStores());
  }

  static Payment payment(int amount) {
    return Payments.payment(ID, Integer.toString(amount), "user");
  }

  /** A new caller, who stands before the first call of the stores. */
  Caller call(Color color, Payment payment) {
    SteppedCaller<Outcome> steps =
        new SteppedCaller<>(
            color.stores,
            stepped ->
                new PaymentTaker(
                        stepped, stepped, color.origin, color.clock, () -> "owner-" + ++owners)
                    .take(payment, color.clock.instant().plus(LIMIT)));
    Caller caller = new Caller(payment, steps);
    callers.add(caller);
    return caller;
  }

  /** Lets a caller go one step, and tells the other Region of what it wrote. */
  void step(Caller caller, Fault fault) {
    blue.clock.advance(TICK);
    green.clock.advance(TICK);
    caller.steps().step(fault);
    if (blue.stores != green.stores) {
      publish(blue, green);
      publish(green, blue);
    }
  }

  /** What was written since the last time; the table's own object tells one write from the next. */
  @SuppressWarnings("ReferenceEquality")
  private void publish(Color from, Color to) {
    Session session = from.session();
    if (session != from.last.session()) {
      Written written = new Written(session, from.stores.completedAt.get(ID), ++time);
      if (written.isCompleted()) {
        completions.add(written.completedAt());
      }
      from.accept(written);
      to.inbox.add(written);
    }
  }

  /** Lets a Region hear of the oldest write of the other that it has not heard of. */
  void replicate(Color to) {
    Written written = to.inbox.poll();
    if (written != null && written.time() > to.last.time()) {
      to.accept(written);
    }
  }

  /** Whether the clocks tell the completions in the order in which the table got them. */
  boolean clocksAgree() {
    for (int i = 1; i < completions.size(); i++) {
      if (!completions.get(i).isAfter(completions.get(i - 1))) {
        return false;
      }
    }
    return true;
  }

  void replicateAll() {
    while (!blue.inbox.isEmpty() || !green.inbox.isEmpty()) {
      replicate(blue);
      replicate(green);
    }
  }

  void finish(Caller caller) {
    while (caller.steps().isRunning()) {
      step(caller, Fault.NONE);
    }
  }

  void finishAll() {
    callers.forEach(this::finish);
  }

  /** All leases have run out, by every clock. */
  void waitForLeases() {
    Instant latest = TestClock.START;
    for (Color color : List.of(blue, green)) {
      for (Instant one : List.of(color.clock.instant(), until(color))) {
        latest = one.isAfter(latest) ? one : latest;
      }
    }
    for (Color color : List.of(blue, green)) {
      color.clock.advance(Duration.between(color.clock.instant(), latest));
    }
  }

  private static Instant until(Color color) {
    return color.session() == null ? Instant.MIN : color.session().lease().until();
  }

  /** The outcome of a call without faults. */
  Outcome take(Color color, Payment payment) {
    Caller caller = call(color, payment);
    finish(caller);
    return caller.steps().result().orElseThrow();
  }

  /** What callers of that payment were told when it was taken. */
  List<String> answers(Payment payment) {
    return callers.stream()
        .filter(caller -> caller.payment().equals(payment))
        .flatMap(caller -> caller.steps().result().stream())
        .filter(Completed.class::isInstance)
        .map(outcome -> ((Completed) outcome).answer())
        .distinct()
        .toList();
  }
}
