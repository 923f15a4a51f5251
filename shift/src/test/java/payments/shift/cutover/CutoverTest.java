package payments.shift.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.shift.decision.Action;
import payments.shift.decision.Found;
import payments.shift.decision.LastUpdate;
import payments.shift.decision.Plan;
import payments.shift.decision.StopKind;
import payments.shift.decision.Weights;

class CutoverTest {
  private static final Plan PLAN = Plan.of("blue", "green");

  private final FakeSystem system = new FakeSystem();
  private final Heard heard = new Heard();

  private Action.Ending run() {
    return new Cutover(PLAN, system.world(), heard).run();
  }

  private static StopKind kind(Action.Ending ending) {
    return ((Action.Stop) ending).kind();
  }

  @Test
  void goesAllSteps() {
    assertThat(run()).isEqualTo(new Action.Done("green has all customers"));
    assertThat(system.set)
        .extracting(Weights::toString)
        .containsExactly("90/10", "70/30", "50/50", "30/70", "10/90", "0/100");
    assertThat(system.previews).as("once, at the beginning").containsExactly("blue", "green");
    assertThat(heard.lines)
        .startsWith(
            "started",
            "working: previewing blue",
            "working: previewing green",
            "updating: shift blue to green: 90/10",
            "updated: 90/10 in PT40S")
        .endsWith("ended: 0");
    assertThat(Duration.between(FakeSystem.BEGIN, system.now))
        .as("five bakes, updates and TTLs, then the window to go back in")
        .isBetween(Duration.ofMinutes(140), Duration.ofMinutes(150));
  }

  @Test
  void goesBack_whenTheNewColorFails() {
    system.greenFailsFrom = 30;

    Action.Ending ending = run();

    assertThat(ending).isInstanceOf(Action.WentBack.class);
    assertThat(((Action.WentBack) ending).reason()).contains("green's 5xx rate is 30.00%");
    assertThat(system.set).containsExactly(Weights.withTo(10), Weights.withTo(30), Weights.BACK);
    assertThat(system.update.orElseThrow().message())
        .startsWith("shift blue to green: 100/0, back: green's 5xx rate");
  }

  @Test
  void goesNoStep_whenGreenIsDeployedInTheMiddle_andBakesAnewWhenStartedAgain() {
    system.deployedAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(25));

    assertThat(kind(run())).isEqualTo(StopKind.DEPLOYED);
    assertThat(system.set).containsExactly(Weights.withTo(10), Weights.withTo(30));
    assertThat(Duration.between(system.deployedAt, system.now))
        .as("what is left of the bake, and all that it may be prolonged by")
        .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(45));

    assertThat(run().exitCode()).isZero();
    assertThat(system.set).hasSize(6);
  }

  @Test
  void goesBack_whenABadVersionIsDeployedInTheMiddle() {
    figuresAsOnAws();
    system.deployedAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(50));
    system.greenFailsAt = system.deployedAt;

    assertThat(run()).isInstanceOf(Action.WentBack.class);
    assertThat(Duration.between(system.deployedAt, system.now))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4).plusSeconds(10));
  }

  @Test
  void stopsAtOnce_whenBlueIsDeployedInTheMiddle() {
    system.deployed = "blue";
    system.deployedAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(25));

    assertThat(kind(run())).isEqualTo(StopKind.DEPLOYED);
    assertThat(system.now).isBefore(system.deployedAt.plusSeconds(60));
  }

  @Test
  void goesAllSteps_whereFiguresAreMinutesLate() {
    figuresAsOnAws();

    assertThat(run().exitCode()).isZero();
    assertThat(system.set).hasSize(6);
    assertThat(heard.lines).noneMatch(it -> it.startsWith("trouble"));
    assertThat(Duration.between(FakeSystem.BEGIN, system.now))
        .as("each of the five bakes ends two to three and a half minutes later")
        .isBetween(Duration.ofMinutes(150), Duration.ofMinutes(168));
  }

  @Test
  void goesBackInMinutes_whereFiguresAreMinutesLate() {
    figuresAsOnAws();
    system.greenFailsAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(50));

    assertThat(run()).isInstanceOf(Action.WentBack.class);
    assertThat(Duration.between(system.greenFailsAt, system.now))
        .as("the delay, a period, a watch interval and the update")
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4).plusSeconds(10));
  }

  private void figuresAsOnAws() {
    system.delay = Duration.ofMinutes(2);
    system.period = Duration.ofMinutes(1);
  }

  @Test
  void prolongsTheBake_whileAHealthMetricIsLate() {
    system.healthLateFrom = FakeSystem.BEGIN.plus(Duration.ofMinutes(10));
    system.healthLateUntil = FakeSystem.BEGIN.plus(Duration.ofMinutes(30));
    system.stopAt = system.healthLateUntil;

    assertThat(kind(run())).isEqualTo(StopKind.INTERRUPTED);
    assertThat(system.set)
        .as("a bake is over after 18 minutes")
        .containsExactly(Weights.withTo(10));
    system.stopAt = Instant.MAX;

    assertThat(run().exitCode()).isZero();
    assertThat(system.set).hasSize(6);
  }

  @Test
  void goesBackAllTheSame_whileAHealthMetricIsLate() {
    system.healthLateFrom = FakeSystem.BEGIN.plus(Duration.ofMinutes(10));
    system.greenFailsAt = system.healthLateFrom;

    assertThat(run()).isInstanceOf(Action.WentBack.class);
  }

  @Test
  void goesBackToItsEnd_whereAStackIsLockedInTheMiddle() {
    system.greenFailsFrom = 30;
    system.waysBackLocked = 5;
    // Told to end while it waits: customers are brought back first.
    system.stopAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(21));

    assertThat(run()).isInstanceOf(Action.WentBack.class);
    assertThat(system.records).contains(new Found(100, 0));
    assertThat(heard.lines)
        .filteredOn("trouble: stack green is locked by ann@host"::equals)
        .as("more often than a step is tried")
        .hasSize(5);
  }

  @Test
  void changesNothing_whenAPreviewIsNotEmpty() {
    system.unchanged = false;

    assertThat(kind(run())).isEqualTo(StopKind.REFUSED);
    assertThat(system.set).isEmpty();
  }

  @Test
  void goesAllSteps_whereTheNewColorIsSlowToAnswerOnce() {
    system.silences.addAll(List.of("GET it was answered with 502", "GET it was not answered"));

    assertThat(run().exitCode()).isZero();
    assertThat(heard.lines)
        .contains(
            "working: asking again in 5 s: GET it was answered with 502",
            "working: asking again in 5 s: GET it was not answered");
  }

  @Test
  void changesNothing_whenTheNewColorDoesNotAnswerForHalfAMinute() {
    for (int i = 0; i < 100; i++) {
      system.silences.add("GET it was answered with 502");
    }

    Action.Stop stop = (Action.Stop) run();

    assertThat(stop.kind()).isEqualTo(StopKind.REFUSED);
    assertThat(stop.reason())
        .isEqualTo(
            "GET /health on green's own name is not answered 200: GET it was answered with 502");
    assertThat(system.set).isEmpty();
    assertThat(Duration.between(system.asked.get(0), system.asked.get(system.asked.size() - 1)))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void looksAtNoPreview_whenItGoesBack() {
    system.stack = new Found(50, 50);
    system.records = Optional.of(system.stack);
    system.rollbackAsked = true;

    assertThat(run()).isEqualTo(new Action.WentBack("a person asked for it"));
    assertThat(system.previews).isEmpty();
  }

  @Test
  void goesOnFromTheWeights_whenStartedAgain() {
    system.stopAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(30));
    assertThat(kind(run())).isEqualTo(StopKind.INTERRUPTED);
    system.stopAt = Instant.MAX;

    assertThat(run().exitCode()).isZero();
    assertThat(system.set)
        .extracting(Weights::toString)
        .containsExactly("90/10", "70/30", "50/50", "30/70", "10/90", "0/100");
    assertThat(system.recoveries).isEqualTo(2);
  }

  @Test
  void beginsAnew_whenAllWentBackBefore() {
    system.greenFailsFrom = 30;
    assertThat(run()).isInstanceOf(Action.WentBack.class);
    system.greenFailsFrom = 101;

    assertThat(run()).isEqualTo(new Action.Done("green has all customers"));
  }

  @Test
  void saysThatAllWentBack_whenTheToolDiedBeforeItCould() {
    system.update =
        Optional.of(
            new LastUpdate(FakeSystem.BEGIN, "shift blue to green: 100/0, back: green is bad"));
    system.deadSince = Optional.of(FakeSystem.BEGIN);

    assertThat(run()).isEqualTo(new Action.WentBack("green is bad"));
    assertThat(system.set).isEmpty();
    system.deadSince = Optional.empty();
    assertThat(run().exitCode()).isZero();
  }

  @Test
  void beginsAnew_whenAToolDiedLongAfterAllWentBack() {
    system.update =
        Optional.of(
            new LastUpdate(FakeSystem.BEGIN, "shift blue to green: 100/0, back: green was bad"));
    system.deadSince = Optional.of(FakeSystem.BEGIN.plusSeconds(1));

    assertThat(run()).isEqualTo(new Action.Done("green has all customers"));
  }

  @Test
  void doesNothing_whenStartedLongAfterAllMoved() {
    assertThat(run().exitCode()).isZero();
    system.set.clear();
    system.now = system.now.plus(Duration.ofDays(3));
    system.greenFailsFrom = 0;

    assertThat(run()).isEqualTo(new Action.Done("nothing to do: green has all customers"));
    assertThat(system.set).isEmpty();
  }

  @Test
  void endsAWayBack_whenStartedAgain() {
    system.update =
        Optional.of(
            new LastUpdate(FakeSystem.BEGIN, "shift blue to green: 100/0, back: green is bad"));
    system.records = Optional.of(new Found(100, 10));

    assertThat(run()).isEqualTo(new Action.WentBack("green is bad"));
    assertThat(system.set).containsExactly(Weights.BACK);
  }

  @Test
  void endsAnUpdateThatFailedHalfway_whenStartedAgain() {
    system.stack = new Found(90, 10);
    system.update = Optional.of(new LastUpdate(FakeSystem.BEGIN, "shift blue to green: 90/10"));

    assertThat(run().exitCode()).isZero();
    assertThat(system.set).startsWith(Weights.withTo(10), Weights.withTo(30));
  }

  @Test
  void doesNothing_whenAllCustomersAreThere() {
    system.stack = new Found(0, 100);
    system.records = Optional.of(system.stack);

    assertThat(run()).isEqualTo(new Action.Done("nothing to do: green has all customers"));
    assertThat(system.previews).isEmpty();
  }

  @Test
  void asksAgain_whenALookFails() {
    system.looksThatFail.addAll(
        List.of(new ShiftException("throttled"), new ShiftException("throttled")));

    assertThat(run().exitCode()).isZero();
    assertThat(heard.lines)
        .contains(
            "trouble: asked again in 1 s: throttled", "trouble: asked again in 2 s: throttled");
  }

  @Test
  void stopsForAPerson_whenNothingCanBeSeenForLong() {
    for (int i = 0; i < 100; i++) {
      system.looksThatFail.add(new ShiftException("no network"));
    }

    Action.Ending ending = run();

    assertThat(ending)
        .isEqualTo(
            new Action.Stop(StopKind.NOT_POSSIBLE, "not to be seen for 5 minutes: no network"));
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(system.set).isEmpty();
  }

  @Test
  void ordersAnUpdateAgain_whenItFails() {
    system.updatesThatFail.add(new ShiftException("pulumi up -s shared failed"));

    assertThat(run().exitCode()).isZero();
    assertThat(heard.lines).contains("trouble: pulumi up -s shared failed");
  }

  @Test
  void stopsForAPerson_whenUpdatesFailAgainAndAgain() {
    for (int i = 0; i < 10; i++) {
      system.updatesThatFail.add(new ShiftException("pulumi up -s shared failed"));
    }

    Action.Stop stop = (Action.Stop) run();

    assertThat(stop.kind()).isEqualTo(StopKind.UPDATE_FAILED);
    assertThat(stop.reason()).endsWith("the last one: pulumi up -s shared failed");
    assertThat(system.updatesThatFail).as("three were tried").hasSize(7);
  }

  @Test
  void triesAgain_whenSomebodyElseHoldsAStack() {
    system.updatesThatFail.add(new LockedException("stack green is locked by ann@host"));

    assertThat(run().exitCode()).isZero();
    assertThat(heard.lines).contains("trouble: stack green is locked by ann@host");
  }

  @Test
  void endsInOrder_whenToldSoWhileAnUpdateFails() {
    system.updatesThatFail.add(new ShiftException("pulumi up -s shared failed"));
    system.stopAt = FakeSystem.BEGIN.plusSeconds(30);

    assertThat(kind(run())).isEqualTo(StopKind.INTERRUPTED);
    assertThat(system.set).isEmpty();
  }

  @Test
  void goesBackWithoutFigures_whenAPersonWantsIt() {
    system.stack = new Found(50, 50);
    system.records = Optional.of(system.stack);
    system.rollbackAsked = true;
    system.cloudWatchAnswers = false;

    assertThat(run()).isEqualTo(new Action.WentBack("a person asked for it"));
    assertThat(heard.lines).noneMatch(it -> it.startsWith("trouble"));
  }

  @Test
  void goesBackAllTheSame_whenALookHasAMistakeOfTheTool() {
    system.stack = new Found(50, 50);
    system.records = Optional.of(system.stack);
    system.rollbackAsked = true;
    system.cloudWatchAnswers = false;
    system.cloudWatchFailure = new NullPointerException("no figures");

    assertThat(run()).isEqualTo(new Action.WentBack("a person asked for it"));
  }

  @Test
  void tellsThatItIsOver_andKeepsTheWeights_whenTheToolHasAMistake() {
    system.cloudWatchFailure = new NullPointerException("no figures");
    system.cloudWatchFailsAt = FakeSystem.BEGIN.plus(Duration.ofMinutes(30));

    Action.Stop stop = (Action.Stop) run();

    assertThat(stop.kind()).isEqualTo(StopKind.NOT_POSSIBLE);
    assertThat(stop.reason())
        .startsWith(
            "a mistake of the tool, java.lang.NullPointerException: no figures at payments.shift.")
        .endsWith("; the weights stay, and nobody watches them");
    assertThat(heard.lines).last().isEqualTo("ended: 2");
    assertThat(system.set).containsExactly(Weights.withTo(10), Weights.withTo(30));
  }

  @Test
  void finishesAWayBack_whenToldToEnd() {
    system.stack = new Found(50, 50);
    system.records = Optional.of(system.stack);
    system.rollbackAsked = true;
    system.updatesThatFail.add(new ShiftException("pulumi up -s shared failed"));
    system.stopAt = FakeSystem.BEGIN.plusMillis(1);

    assertThat(run()).isEqualTo(new Action.WentBack("a person asked for it"));
    assertThat(system.records).contains(new Found(100, 0));
  }

  @Test
  void tellsAtOnce_whatAPersonHasToMend() {
    system.looksThatFail.add(new BlockedException("allow route53:ListResourceRecordSets"));

    assertThat(run())
        .isEqualTo(new Action.Stop(StopKind.NOT_POSSIBLE, "allow route53:ListResourceRecordSets"));
    assertThat(system.now).isEqualTo(FakeSystem.BEGIN);
  }

  @Test
  void waitsForTheLease_whereItCannotBeRenewedForAWhile() {
    system.leaseRenewedFrom = FakeSystem.BEGIN.plusSeconds(60);

    assertThat(run().exitCode()).isZero();
    assertThat(heard.lines).contains("trouble: asked again in 1 s: the lease ran out");
  }

  @Test
  void changesNothing_whenTheLeaseIsLost() {
    system.leaseLost = true;

    assertThat(kind(run())).isEqualTo(StopKind.NOT_POSSIBLE);
    assertThat(system.set).isEmpty();
  }
}
