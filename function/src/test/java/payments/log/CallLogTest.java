package payments.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import payments.testing.Calls;
import payments.testing.MemoryStores;
import payments.testing.TestClock;

class CallLogTest {
  private final TestClock clock = new TestClock();
  private final Calls calls = new Calls(clock);
  private final CallNotes notes = new CallNotes();

  @Test
  void write_shouldDescribeMetrics_inTheEmbeddedMetricFormat() {
    notes.what("ledger");
    notes.measure("ledgerLagMs", 12, "Milliseconds");

    calls.log().write(notes, "r", TestClock.START.minusMillis(5), 200);

    assertThat(calls.logged())
        .isEqualTo(
            "{\"level\":\"INFO\",\"time\":\"2026-01-02T03:04:05.678Z\",\"environment\":\"dev\","
                + "\"color\":\"blue\",\"requestId\":\"r\",\"calls\":1,\"durationMs\":5,"
                + "\"ledgerLagMs\":12,\"call\":\"ledger\",\"outcome\":\"ok\",\"status\":200,"
                + "\"coldStart\":true,\"_aws\":{\"Timestamp\":1767323045678,"
                + "\"CloudWatchMetrics\":["
                + "{\"Namespace\":\"Payments\",\"Dimensions\":[[\"environment\",\"call\"]],"
                + "\"Metrics\":[{\"Name\":\"calls\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"durationMs\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"ledgerLagMs\",\"Unit\":\"Milliseconds\"}]},"
                + "{\"Namespace\":\"Payments\","
                + "\"Dimensions\":[[\"environment\",\"call\",\"outcome\"]],"
                + "\"Metrics\":[{\"Name\":\"calls\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"durationMs\",\"Unit\":\"Milliseconds\"}]}]}}\n");
  }

  @Test
  void write_shouldNameOutcomeByStatus_whenNoneWasNoted() {
    for (int status : new int[] {200, 404, 503}) {
      calls.log().write(new CallNotes(), null, clock.instant(), status);
    }

    assertThat(calls.logged().lines().map(line -> Calls.object(line).get("outcome")))
        .containsExactly("ok", "refused", "failed");
  }

  @Test
  void write_shouldLeaveOutMessagesOfOthers_whenCallFailed() {
    notes.failed(MemoryStores.unavailable("claim"));
    calls.log().write(notes, "r", clock.instant(), 503);
    CallNotes other = new CallNotes();
    other.failed(new IllegalStateException("x", new SQLException("user 'admin'@'10.0.0.1'")));
    calls.log().write(other, "r", clock.instant(), 500);

    assertThat(calls.logged())
        .contains("\"level\":\"ERROR\"")
        .contains("StoreUnavailableException: claim: SdkClientException")
        .contains("java.sql.SQLException")
        .doesNotContain("admin", "no answer");
  }
}
