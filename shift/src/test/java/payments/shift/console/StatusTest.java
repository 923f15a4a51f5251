package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.shift.cutover.Health;
import payments.shift.cutover.Lease;
import payments.shift.decision.Figures;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Latencies;

class StatusTest {
  private static final Status FULL =
      new Status(
          Instant.parse("2026-11-24T12:00:30Z"),
          Instant.parse("2026-11-24T11:58:00Z"),
          Duration.ofMinutes(5),
          List.of(
              new Status.Color(
                  "blue",
                  70,
                  OptionalInt.of(70),
                  Optional.of(new Health(true, "3 of 3 checkers")),
                  Set.of(),
                  Optional.of(
                      new Figures(
                          2_100,
                          0,
                          1,
                          0,
                          new Latencies(1_900, OptionalDouble.of(212), Map.of()),
                          2_100,
                          0,
                          0,
                          OptionalDouble.of(850)))),
              new Status.Color(
                  "green",
                  30,
                  OptionalInt.empty(),
                  Optional.of(new Health(false, "the alarm payments-green-api-errors is in ALARM")),
                  Set.of("payments-green-ledger-lag", "payments-green-api-errors"),
                  Optional.of(
                      new Figures(
                          940, 40, 282, 0, Latencies.NONE, 940, 3, 0, OptionalDouble.empty())))),
          Optional.of(
              new LastUpdate(Instant.parse("2026-11-24T11:50:00Z"), "shift blue to green: 70/30")),
          Optional.of(
              new Lease.Held(
                  "alice@host, process 12",
                  "blue to green in steps [30, 100]",
                  Instant.parse("2026-11-24T11:40:00Z"),
                  Instant.parse("2026-11-24T12:00:50Z"),
                  true)),
          Optional.of(new Found(100, 0)));

  private static final Status EMPTY =
      new Status(
          FULL.at(),
          FULL.measuredUntil(),
          FULL.window(),
          List.of(
              new Status.Color(
                  "blue",
                  100,
                  OptionalInt.of(100),
                  Optional.of(new Health(true, "")),
                  Set.of(),
                  Optional.of(Figures.NONE)),
              new Status.Color(
                  "green", 0, OptionalInt.empty(), Optional.empty(), Set.of(), Optional.empty())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void table_shouldShowBothColorsAndWhoRunsACutOver() {
    assertThat(StatusTable.of(FULL))
        .isEqualTo(
            """
                                  blue      green
            weight wanted         70%       30%
            record found          70%       MISSING
            health                healthy   UNHEALTHY
            alarms                0         2
            requests              2,100     940
            share                 70.0%     30.0%
            5xx rate              0.05%     30.00%
            4xx rate              0.00%     0.00%
            p99 latency           212 ms    -
            function error rate   0.00%     0.32%
            throttle rate         0.00%     0.00%
            ledger lag            850 ms    -

            Figures of 5m, from 2026-11-24T11:53:00Z to 2026-11-24T11:58:00Z
            green: the alarm payments-green-api-errors is in ALARM
            green in ALARM: payments-green-api-errors, payments-green-ledger-lag
            Pulumi.shared.yaml has the weights blue 100, green 0: not those of the stack; a \
            deployment of shared from here would set them
            Weights last changed at 2026-11-24T11:50:00Z: shift blue to green: 70/30
            alice@host, process 12 runs a cut-over since 2026-11-24T11:40:00Z, blue to \
            green in steps [30, 100], and was asked to go back; its lease ends at \
            2026-11-24T12:00:50Z unless it is renewed
            """);
  }

  @Test
  void table_shouldSayWhatThereIsNoneOf() {
    assertThat(StatusTable.of(EMPTY))
        .contains("health                healthy   no stack\n")
        .contains("record found          100%      MISSING\n")
        .contains("share                 -         -\n")
        .endsWith("The weights have no history\nNobody runs a cut-over\n");
  }

  @Test
  void json_shouldHaveTheSame() {
    assertThat(StatusJson.of(FULL))
        .isEqualTo(
            """
            {
              "at": "2026-11-24T12:00:30Z",
              "figuresFrom": "2026-11-24T11:53:00Z",
              "figuresUntil": "2026-11-24T11:58:00Z",
              "colors": {
                "blue": {
                  "weightWanted": 70,
                  "recordFound": 70,
                  "healthy": true,
                  "healthReason": "3 of 3 checkers",
                  "alarms": [],
                  "share": 0.7,
                  "figures": {
                    "requests": 2100,
                    "direct": 0,
                    "serverErrors": 1,
                    "clientErrors": 0,
                    "p99Millis": 212.0,
                    "invocations": 2100,
                    "functionErrors": 0,
                    "throttles": 0,
                    "ledgerLagMillis": 850.0
                  }
                },
                "green": {
                  "weightWanted": 30,
                  "healthy": false,
                  "healthReason": "the alarm payments-green-api-errors is in ALARM",
                  "alarms": [
                    "payments-green-api-errors",
                    "payments-green-ledger-lag"
                  ],
                  "share": 0.3,
                  "figures": {
                    "requests": 940,
                    "direct": 40,
                    "serverErrors": 282,
                    "clientErrors": 0,
                    "invocations": 940,
                    "functionErrors": 3,
                    "throttles": 0
                  }
                }
              },
              "lastUpdate": {
                "at": "2026-11-24T11:50:00Z",
                "message": "shift blue to green: 70/30"
              },
              "settings": {
                "blue": 100,
                "green": 0
              },
              "lease": {
                "holder": "alice@host, process 12",
                "plan": "blue to green in steps [30, 100]",
                "since": "2026-11-24T11:40:00Z",
                "expires": "2026-11-24T12:00:50Z",
                "rollbackAsked": true
              }
            }
            """);
  }

  @Test
  void json_shouldLeaveOutWhatThereIsNoneOf() {
    assertThat(StatusJson.of(EMPTY))
        .doesNotContain("lease", "settings", "lastUpdate", "share", "p99Millis", "null");
  }
}
