package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Deployment;
import payments.shift.decision.Gates;
import payments.shift.decision.Plan;

class ObserverTest {
  private final FakeSystem system = new FakeSystem();
  private final Observer observer = new Observer(Plan.of("blue", "green"), system.world());

  @Test
  void knowsWhatWasDeployedSinceItsFirstLook_asLongAsItLives() {
    assertThat(deployed()).isEmpty();
    system.deployedAt = system.now;

    assertThat(deployed()).map(Deployment::message).contains("release 7");
    assertThat(deployed()).map(Deployment::message).contains("release 7");
  }

  private Optional<Deployment> deployed() {
    return observer.look(Optional.empty(), Gates.OPEN, false).deployed();
  }
}
