package payments.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.entity.Session;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.MemoryStores.Fault;
import payments.testing.Payer;
import payments.testing.Payer.Color;
import payments.testing.Payer.Entry;
import payments.testing.Settings;
import payments.testing.TestClock;

/**
 * A payment is struck once: at every call of a store, in every manner, over every way in. Whoever
 * sends it again as he is told, to either color, ends with the payment taken once.
 */
class TakenOnceTest {
  private static final int TRIES = 3;

  /** The call that is struck. */
  enum Step {
    CLAIM,
    LOG,
    COMPLETE,
    TAKE_OVER,
    RELEASE,
    FIND
  }

  private final TestClock clock = new TestClock();
  private final MemoryStores stores = new MemoryStores();
  private final Calls calls = new Calls(clock);
  private final Payer payer = new Payer(calls, clock, TRIES);

  TakenOnceTest() {
    for (Color color : Color.values()) {
      payer.sendTo(
          color,
          new PaymentHandler(
              color == Color.BLUE ? Settings.BLUE : Settings.GREEN,
              stores,
              stores,
              null,
              calls.log(),
              clock));
    }
    stores.onHang(() -> clock.advance(Duration.ofSeconds(5)));
  }

  static Stream<Arguments> payment_shouldBeTakenOnce() {
    List<Arguments> all = new ArrayList<>();
    for (Step step : Step.values()) {
      for (Fault fault : Fault.values()) {
        for (Entry entry : Entry.values()) {
          for (Color color : Color.values()) {
            all.add(Arguments.of(step, fault, entry, color));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource
  void payment_shouldBeTakenOnce(Step step, Fault fault, Entry entry, Color retry) {
    strike(step, fault, entry);
    assertThat(stores.calls).contains(step == Step.TAKE_OVER ? "takeOver" : name(step));

    payer.payUntilTaken(entry, retry);

    for (Color color : Color.values()) {
      for (Entry each : Entry.values()) {
        assertThat(payer.pay(each, color)).isEqualTo(200);
      }
    }
    assertThat(payer.answers()).hasSize(1);
    assertThat(stores.completions).isEqualTo(Map.of("t-1", 1));
    assertThat(stores.table).containsOnlyKeys("t-1");
    assertThat(stores.table.get("t-1").status()).isEqualTo(Session.Status.COMPLETED);
    assertThat(stores.logged).containsOnlyKeys("t-1");
    assertThat(stores.logged.get("t-1").stream().map(s -> s.createdAt() + " " + s.origin()))
        .containsOnly(stores.table.get("t-1").createdAt() + " " + stores.table.get("t-1").origin());
    assertThat(calls.logged()).doesNotContain("\"status\":500");
  }

  private void strike(Step step, Fault fault, Entry entry) {
    switch (step) {
      case CLAIM -> struck(entry, fault);
      case LOG -> struck(entry, Fault.NONE, fault);
      case COMPLETE -> struck(entry, Fault.NONE, Fault.NONE, fault);
      case RELEASE -> struck(entry, Fault.NONE, Fault.DOWN, fault);
      case TAKE_OVER -> {
        struck(entry, Fault.KILLED_AFTER);
        clock.advance(Duration.ofSeconds(60));
        struck(entry, Fault.NONE, fault);
      }
      case FIND -> {
        struck(entry, Fault.KILLED_AFTER);
        stores.faults(fault == Fault.BROKEN ? Fault.DOWN : fault);
        try {
          Calls.call(payer.handler(Color.BLUE), Calls.http("GET", "/payment/t-1", Map.of(), null));
        } catch (MemoryStores.Killed e) {
          // Nobody was waiting for more than an answer.
        }
      }
    }
    stores.faults();
  }

  private void struck(Entry entry, Fault... faults) {
    stores.faults(faults);
    try {
      payer.pay(entry, Color.BLUE);
    } catch (MemoryStores.Killed e) {
      // The function was stopped.
    }
  }

  private static String name(Step step) {
    return step.name().toLowerCase(java.util.Locale.ROOT);
  }
}
