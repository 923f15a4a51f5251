package payments.shift.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import payments.shift.decision.Action;
import payments.shift.decision.StopKind;

class OutcomeTest {
  @Test
  void outcome_shouldSayHowItEndedAndTheExitCode() {
    var moved = new Action.Done("green has all customers");
    var back = new Action.WentBack("a person asked for it");
    var stopped = new Action.Stop(StopKind.SHARE_OFF, "at 50/50: green got 12%");

    assertThat(Outcome.of(moved, moved.exitCode())).isEqualTo("outcome: moved (exit code 0)");
    assertThat(Outcome.of(back, back.exitCode())).isEqualTo("outcome: went back (exit code 1)");
    assertThat(Outcome.of(stopped, stopped.exitCode()))
        .isEqualTo("outcome: stopped for a person (exit code 2)");
  }

  @Test
  void outcome_shouldSayThatItWentBack_whereThatWasAskedFor() {
    assertThat(Outcome.of(new Action.WentBack("a person asked for it"), 0))
        .isEqualTo("outcome: went back (exit code 0)");
  }
}
