package payments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import payments.control.Outcome.Completed;
import payments.entity.Amount;
import payments.entity.CurrencyCode;
import payments.entity.Origin;
import payments.entity.Payment;
import payments.entity.Session;
import payments.testing.MemoryStores;
import payments.testing.MemoryStores.Fault;
import payments.testing.TestClock;

/** Whatever happens to any number of callers on two colors, the payment is taken once. */
class TakenOncePropertiesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * One call.
   *
   * @param color which color it reaches
   * @param pause seconds that pass before it
   * @param faults what happens to its calls of the stores
   * @param intruder a call that comes in the middle of its first, or null
   */
  record Call(boolean color, int pause, List<Fault> faults, Call intruder) {}

  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final AtomicInteger owners = new AtomicInteger();
  private final Set<String> answers = new HashSet<>();

  @Property(tries = 2000)
  void take_shouldEndInOnePayment_whateverHappens(@ForAll("calls") List<Call> calls) {
    calls.forEach(this::run);
    clock.advance(LIMIT);
    run(new Call(true, 0, List.of(), null));
    run(new Call(false, 0, List.of(), null));

    assertThat(answers).hasSize(1);
    assertThat(stores.completions.get("t-1")).isEqualTo(1);
    assertThat(stores.table.get("t-1").status()).isEqualTo(Session.Status.COMPLETED);
    assertThat(stores.logged.get("t-1")).isNotEmpty();
    assertThat(stores.logged.get("t-1").stream().map(s -> s.createdAt() + " " + s.origin()))
        .containsOnly(stores.table.get("t-1").createdAt() + " " + stores.table.get("t-1").origin());
  }

  private void run(Call call) {
    clock.advance(Duration.ofSeconds(call.pause()));
    stores.faults(call.faults());
    if (call.intruder() != null) {
      stores.interruptNextCall(() -> run(call.intruder()));
    }
    Origin here =
        call.color() ? new Origin("b", "blue", "us-east-1") : new Origin("g", "green", "us-west-2");
    PaymentTaker taker =
        new PaymentTaker(stores, stores, here, clock, () -> "owner-" + owners.incrementAndGet());
    Payment payment = new Payment("t-1", new Amount(BigDecimal.TEN, CurrencyCode.USD), "user");
    try {
      if (taker.take(payment, clock.instant().plus(LIMIT)) instanceof Completed completed) {
        answers.add(completed.answer());
      }
    } catch (MemoryStores.Killed e) {
      // The function was stopped.
    }
    stores.faults();
    stores.interruptNextCall(() -> {});
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Call> intruders = calls(Arbitraries.just(null));
    return calls(calls(intruders.injectNull(0.5)).injectNull(0.5)).list().ofMaxSize(6);
  }

  private static Arbitrary<Call> calls(Arbitrary<Call> intruders) {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(0, 1, 30, 59, 60, 61),
            Arbitraries.of(Fault.class).list().ofMaxSize(5),
            intruders)
        .as(Call::new);
  }
}
