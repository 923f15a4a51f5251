package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Plan;

class DryRunTest {
  private final FakeSystem system = new FakeSystem();
  private final List<String> told = new ArrayList<>();

  private boolean run() throws InterruptedException {
    return new DryRun(Plan.of("blue", "green"), system.world(), new Heard(), told::add).run();
  }

  @Test
  void tellsAllSteps_alsoAfterAWayBack() throws Exception {
    wentBack();

    assertThat(run()).isTrue();
    assertThat(told).filteredOn(it -> it.startsWith("would set")).hasSize(6);
    assertThat(system.set).isEmpty();
  }

  @Test
  void tellsOfTheWayBack_thatADeadToolLeft() throws Exception {
    wentBack();
    system.deadSince = Optional.of(FakeSystem.BEGIN);

    assertThat(run()).isFalse();
    assertThat(told)
        .contains("would go back now: green is bad")
        .noneMatch(it -> it.startsWith("would set"));
  }

  @Test
  void tellsNoStep_whereAllCustomersAreThere() throws Exception {
    system.stack = new Found(0, 100);
    system.records = Optional.of(system.stack);

    assertThat(run()).isTrue();
    assertThat(told).noneMatch(it -> it.startsWith("would"));
  }

  private void wentBack() {
    system.update =
        Optional.of(
            new LastUpdate(FakeSystem.BEGIN, "shift blue to green: 100/0, back: green is bad"));
  }
}
