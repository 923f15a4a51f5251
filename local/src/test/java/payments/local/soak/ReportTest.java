package payments.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.local.audit.Stored;
import payments.local.audit.Violations;

class ReportTest {
  private static final SoakSettings SETTINGS = new SoakSettings(1, 8, 3, Duration.ofMinutes(1), 2);

  private final Violations violations = new Violations();
  private final Tally tally = new Tally();

  @Test
  void toString_shouldTellAllThatWasCounted() {
    tally.add(Samples.answer(502, "{\"message\": \"Internal server error\"}"));
    tally.add(Samples.answer(200, Samples.TAKEN));
    tally.paymentOver();

    assertThat(report())
        .isEqualTo(
            """

              payments          1
              sends             2 by 8 clients
              answers           2: 200 1, 502 1
              by color          blue 2
              replays           0
              kills             1,002: blue-ledger 2, blue-payment 1,000
              killed in a call  1
              take-overs        4 logged
              in both logs      5
              sessions          us-east-1 0
              log objects       blue 0
              ledger rows       blue 0
              throughput        0.5 payments/s, 1.0 answers/s
              latency           p50 10 ms, p95 10 ms, p99 10 ms, longest 10 ms
              duration          2 s
              seed              3, transaction ids soak-3-run-*
              verdict           every payment taken exactly once
            """);
  }

  @Test
  void toString_shouldEndWithTheFirstViolations() {
    violations.add("soak-3-run-000001", "has no log object");

    assertThat(report())
        .contains("verdict           FAILED: 1 violations")
        .endsWith("\n  soak-3-run-000001: has no log object\n");
  }

  private String report() {
    Plan plan =
        new Plan(
            "soak-3-run-", List.of(Samples.payment(List.of(Samples.SAME), List.of(Samples.SAME))));
    Stored stored =
        new Stored(
            Map.of("us-east-1", Map.of()), Map.of("blue", Map.of()), Map.of("blue", Map.of()), 4);
    return new Report(
            plan,
            SETTINGS,
            tally,
            Map.of("blue-payment", 1000, "blue-ledger", 2),
            Duration.ofSeconds(2),
            stored,
            5,
            violations)
        .toString();
  }
}
