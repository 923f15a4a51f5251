package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Action;
import payments.shift.decision.Decision;
import payments.shift.decision.Observation;
import payments.shift.decision.Plan;
import payments.shift.decision.UpdateMessage;
import payments.shift.decision.Weights;

class OneAtATimeTest {
  private final Heard before = new Heard();
  private final Heard after = new Heard();
  private final Broken broken = new Broken();
  private final OneAtATime all = new OneAtATime(List.of(before, broken, after));

  @Test
  void aListenerThatFails_shouldNotKeepTheOthersFromHearing() {
    all.working("one");
    all.working("two");

    assertThat(before.lines)
        .containsExactly(
            "working: one",
            "trouble: Broken fails, and the cut-over goes on without it: no space left",
            "working: two");
    assertThat(after.lines)
        .containsExactly(
            "trouble: Broken fails, and the cut-over goes on without it: no space left",
            "working: one",
            "working: two");
    assertThat(broken.calls).isEqualTo(2);
  }

  /** Fails whatever it is told. */
  private static final class Broken implements Listener {
    private int calls;

    @Override
    public void started(Plan plan) {
      fail();
    }

    @Override
    public void working(String what) {
      fail();
    }

    @Override
    public void looked(Observation seen, Decision decision) {
      fail();
    }

    @Override
    public void updating(Weights weights, UpdateMessage message) {
      fail();
    }

    @Override
    public void updated(Weights weights, Duration took) {
      fail();
    }

    @Override
    public void trouble(String what) {
      fail();
    }

    @Override
    public void ended(Action.Ending ending) {
      fail();
    }

    private void fail() {
      calls++;
      throw new IllegalStateException("no space left");
    }
  }
}
