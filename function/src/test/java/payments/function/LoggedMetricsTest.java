package payments.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.testing.Calls.call;
import static payments.testing.Calls.post;
import static payments.testing.MemoryStores.Fault.DOWN;
import static payments.testing.MemoryStores.Fault.KILLED_BEFORE;
import static payments.testing.MemoryStores.Fault.NONE;
import static payments.testing.StreamEvents.completed;
import static payments.testing.StreamEvents.event;
import static payments.testing.StreamEvents.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import payments.ledger.LedgerWriter;
import payments.log.CallNotes;
import payments.store.AccessProbe;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.MemoryStores.Killed;
import payments.testing.Settings;
import payments.testing.TestClock;

/**
 * Holds the log lines to {@code metrics.txt}, from which the program's alarms and charts take their
 * names: CloudWatch finds no data under any other, and says nothing. The program's own test holds
 * it to the same list.
 */
class LoggedMetricsTest {
  private final MemoryStores stores = new MemoryStores();
  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);

  @Test
  void lines_shouldCarryEveryMetricThatAlarmsAndChartsUse() throws IOException {
    takePaymentsWithEveryOutcome();
    writeToTheLedger();

    assertThat(calls.logged().lines().flatMap(line -> metrics(Calls.object(line)).stream()))
        .containsAll(listed());
  }

  private void takePaymentsWithEveryOutcome() {
    PaymentHandler handler =
        new PaymentHandler(
            Settings.BLUE, stores, stores, Mockito.mock(AccessProbe.class), calls.log(), clock);
    call(handler, payment("done", 1));
    call(handler, payment("done", 1));
    call(handler, payment("done", 2));
    call(handler, payment("refused", -1));
    stores.faults(DOWN);
    call(handler, payment("unavailable", 1));
    stores.faults(NONE, KILLED_BEFORE);
    assertThatThrownBy(() -> call(handler, payment("died", 1))).isInstanceOf(Killed.class);
    call(handler, payment("died", 1));
    clock.advance(Duration.ofMinutes(2));
    call(handler, payment("died", 1));
    // No payment is known to end so; should one, this is what it logs.
    CallNotes mistake = new CallNotes();
    mistake.what("payment");
    calls.log().write(mistake, Calls.REQUEST_ID, clock.instant(), 500);
  }

  private void writeToTheLedger() {
    LedgerWriter writer = new LedgerWriter(entries -> Map.of(), (record, reason) -> {}, clock);
    byte[] batch =
        event(record("1", "MODIFY", completed("t-1"))).toString().getBytes(StandardCharsets.UTF_8);
    Calls.text(new LedgerHandler(writer, calls.log(), clock), batch);
  }

  private static Object payment(String id, int amount) {
    return post(
        "{\"transactionId\":\"%s\",\"amount\":%d,\"userId\":\"user-1\"}".formatted(id, amount));
  }

  /** The metrics that CloudWatch makes of a line: namespace, name and dimensions. */
  private static List<String> metrics(Map<String, Object> line) {
    List<String> metrics = new ArrayList<>();
    Map<?, ?> aws = (Map<?, ?>) line.get("_aws");
    for (Object one : (List<?>) aws.get("CloudWatchMetrics")) {
      Map<?, ?> directive = (Map<?, ?>) one;
      for (Object set : (List<?>) directive.get("Dimensions")) {
        Map<String, Object> dimensions = new TreeMap<>();
        ((List<?>) set).forEach(name -> dimensions.put((String) name, line.get(name)));
        StringBuilder shown = new StringBuilder();
        dimensions.forEach((name, value) -> shown.append(" " + name + "=" + value));
        for (Object metric : (List<?>) directive.get("Metrics")) {
          Object name = ((Map<?, ?>) metric).get("Name");
          assertThat(line).containsKey((String) name);
          metrics.add(directive.get("Namespace") + " " + name + shown);
        }
      }
    }
    return metrics;
  }

  private static List<String> listed() throws IOException {
    try (InputStream list = LoggedMetricsTest.class.getResourceAsStream("/metrics.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
