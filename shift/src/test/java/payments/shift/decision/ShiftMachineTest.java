package payments.shift.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import payments.shift.decision.Action.Done;
import payments.shift.decision.Action.SetWeights;
import payments.shift.decision.Action.Stop;
import payments.shift.decision.Action.Wait;
import payments.shift.decision.Action.WentBack;

/** One test for each promise of a cut-over, with the defaults of a plan. */
class ShiftMachineTest {
  private static final Plan PLAN = Plan.of("blue", "green");
  private static final long BAKE = PLAN.pace().bake().toSeconds();
  private static final long PROLONGATION = PLAN.pace().prolongation().toSeconds();
  private static final long KEEP = PLAN.pace().keepWindow().toSeconds();

  @Example
  void shift_shouldMoveStepByStep_whenAllIsGood() {
    var run = new Run(PLAN).until(Condition.GOOD, Done.class);

    assertThat(run.ordered).containsExactly("90/10", "70/30", "50/50", "30/70", "10/90", "0/100");
    assertThat(run.elapsed()).isBetween(5 * BAKE + KEEP, 6 * (BAKE + 120) + KEEP);
  }

  @Example
  void message_shouldTellTheStep_whenWeightsAreSet() {
    var run = new Run(PLAN).firstStep();

    assertThat(run.action)
        .isEqualTo(
            new SetWeights(
                new Weights(90, 10),
                new UpdateMessage("blue", "green", new Weights(90, 10), Optional.empty())));
  }

  @Example
  void shift_shouldBeRefused_whenAGateIsClosed() {
    refused(new Gates(false, true, true, true, Optional.empty()), "stack blue does not exist");
    refused(new Gates(true, false, true, true, Optional.empty()), "stack green does not exist");
    refused(
        new Gates(true, true, false, true, Optional.empty()), "preview of stack blue is not empty");
    refused(
        new Gates(true, true, true, false, Optional.empty()),
        "preview of stack green is not empty");
    refused(
        Gates.OPEN.with(Optional.of("GET it was answered with 502")),
        "GET /health on green's own name is not answered 200: GET it was answered with 502");
  }

  @Example
  void shift_shouldBeRefused_whenAColorIsBadBeforeItBegins() {
    assertThat(stop(new Run(PLAN).look(Condition.NEW_ALARM)).reason())
        .isEqualTo("green's alarm api-errors is in ALARM");
    assertThat(stop(new Run(PLAN).look(Condition.NEW_UNHEALTHY)).kind())
        .isEqualTo(StopKind.REFUSED);
    assertThat(stop(new Run(PLAN).look(Condition.OLD_UNHEALTHY)).reason())
        .isEqualTo("Route 53 has no healthy record of blue");
  }

  @Example
  void shift_shouldBeRefused_whenTheRecordsAreNotTheStacks() {
    var run = new Run(PLAN);
    run.world = run.world.setByHandInStack(90, 10);

    assertThat(stop(run.look(Condition.GOOD)).reason())
        .startsWith("Route 53 has the weights 100/0 and the stack 90/10: run pulumi up");
  }

  @Example
  void shift_shouldStop_whenTheWeightsAreNotSane() {
    var run = new Run(PLAN);
    run.world = run.world.setByHandInStack(0, 0);

    assertThat(stop(run.look(Condition.GOOD)))
        .isEqualTo(
            new Stop(
                StopKind.WEIGHTS_NOT_SANE,
                "the stack has the weights 0/0: set payments:trafficWeights to two numbers of sum 100"));
  }

  @Example
  void step_shouldWaitForRoute53AndResolvers_beforeTheBake() {
    var run = new Run(PLAN).firstStep().look(Condition.NOT_IN_SYNC);
    assertThat(((Wait) run.action).reason()).isEqualTo("Route 53 to be INSYNC");
    assertThat(run.world.tool().windowStart()).isEmpty();

    run.look(Condition.GOOD);
    assertThat(((Wait) run.action).reason()).isEqualTo("resolvers to forget the old answer");

    run.look(Condition.GOOD).look(Condition.GOOD);
    assertThat(((Wait) run.action).reason()).isEqualTo("the bake at 90/10");
    assertThat(run.world.tool().windowStart()).isPresent();
  }

  @Example
  void step_shouldStop_whenRoute53IsNotInSyncInTime() {
    var run = new Run(PLAN).firstStep().until(Condition.NOT_IN_SYNC, Stop.class);

    assertThat(stop(run).kind()).isEqualTo(StopKind.NOT_IN_SYNC);
    assertThat(Duration.ofSeconds(run.elapsed()))
        .isEqualTo(PLAN.pace().watchInterval().plus(PLAN.pace().syncLimit()));
  }

  @Example
  void shift_shouldWatchOnAndStop_whenTheNewColorIsDeployedInTheMiddle() {
    for (String at : List.of("90/10", "50/50", "0/100")) {
      var run = new Run(PLAN).baking(at);
      long since = World.tick(run.world.tool().windowStart().orElseThrow());
      run.ordered.clear();
      run.until(Condition.DEPLOYED, Stop.class);

      assertThat(stop(run).kind()).isEqualTo(StopKind.DEPLOYED);
      assertThat(stop(run).reason())
          .startsWith("at " + at + ": stack green was updated at 2026-01-01T0")
          .contains("(release 7): what was watched is not what runs now");
      assertThat(run.world.now() - since).as(at).isEqualTo(BAKE + PROLONGATION);
      assertThat(run.ordered).isEmpty();
    }
    var refused = new Run(PLAN).look(Condition.DEPLOYED);
    assertThat(stop(refused).kind())
        .as("while the gates were looked at")
        .isEqualTo(StopKind.REFUSED);
  }

  @Example
  void keepWindow_shouldEndForAPerson_whenTheNewColorIsDeployedInIt() {
    var run = new Run(PLAN).baking("0/100");
    while (!(run.world.tool() instanceof State.Keeping)) {
      run.look(Condition.GOOD);
    }
    run.look(Condition.DEPLOYED);
    assertThat(((Wait) run.action).reason())
        .startsWith(
            "the end of the window to go back in; no step follows: stack green was updated");

    long moved = run.world.updatedAt();
    assertThat(stop(run.until(Condition.DEPLOYED, Stop.class)).kind()).isEqualTo(StopKind.DEPLOYED);
    assertThat(run.world.now() - moved).isEqualTo(KEEP);
  }

  @Example
  void shift_shouldGoStraightBack_whenWhatWasDeployedInTheMiddleIsBad() {
    for (String at : List.of("90/10", "50/50", "0/100")) {
      var run = new Run(PLAN).baking(at).look(Condition.DEPLOYED).look(Condition.DEPLOYED);

      assertThat(run.until(Condition.NEW_DEPLOYED_BAD, WentBack.class).world.recordTo()).isZero();
    }
  }

  @Example
  void shift_shouldStopAtOnce_whenTheOldColorIsDeployedInTheMiddle() {
    var run = new Run(PLAN).baking("50/50").look(Condition.OLD_DEPLOYED);

    assertThat(stop(run).kind()).isEqualTo(StopKind.DEPLOYED);
    assertThat(stop(run).reason()).startsWith("stack blue was updated at");
  }

  @Example
  void step_shouldNotBeOrderedAgain_whenTheNewColorIsDeployedInIt() {
    var run = new Run(PLAN).baking("50/50");
    while (!run.world.message().contains("30/70")) {
      run.look(Condition.GOOD);
    }
    long ordered = run.world.updatedAt();
    run.world = run.world.setByHandInRoute53(50, 50);
    run.ordered.clear();

    run.look(Condition.DEPLOYED);
    assertThat(((Wait) run.action).reason()).startsWith("figures; no update follows: stack green");
    assertThat(stop(run.until(Condition.DEPLOYED, Stop.class)).kind()).isEqualTo(StopKind.DEPLOYED);
    assertThat(run.world.now() - ordered).isEqualTo(PLAN.pace().syncLimit().toSeconds());
    assertThat(run.ordered).isEmpty();
  }

  @Example
  void wayBack_shouldGoOn_whenAColorIsDeployedInTheMiddle() {
    var run = new Run(PLAN).baking("50/50").look(Condition.NEW_ERRORS).look(Condition.DEPLOYED);

    assertThat(run.action).isInstanceOf(WentBack.class);
  }

  @Example
  void shift_shouldGoStraightBack_whenTheNewColorIsBad() {
    for (Condition bad :
        List.of(
            Condition.NEW_ERRORS,
            Condition.NEW_SLOW,
            Condition.NEW_ALARM,
            Condition.NEW_UNHEALTHY,
            Condition.NEW_WORSE)) {
      for (String at : List.of("90/10", "50/50", "0/100")) {
        var run = new Run(PLAN).baking(at).look(bad);

        assertThat(((SetWeights) run.action).weights())
            .as("%s at %s", bad, at)
            .isEqualTo(Weights.BACK);
        assertThat(run.look(bad).action).isInstanceOf(WentBack.class);
      }
    }
  }

  @Example
  void shift_shouldGoBackAfterTheBake_whenCustomersDoNotComeToTheNewColor() {
    for (String at : List.of("90/10", "50/50")) {
      var run = new Run(PLAN).baking(at);
      long since = World.tick(run.world.tool().windowStart().orElseThrow());
      run.until(Condition.STARVED, SetWeights.class);

      assertThat(((SetWeights) run.action).weights()).as(at).isEqualTo(Weights.BACK);
      assertThat(run.world.now() - since).isEqualTo(BAKE);
    }
  }

  @Example
  void shift_shouldNameTheFigure_whenItGoesBack() {
    var run = new Run(PLAN).baking("50/50").until(Condition.NEW_ERRORS, WentBack.class);

    assertThat(((WentBack) run.action).reason())
        .startsWith("green's 5xx rate is 33.33%, over its limit of 1.00%");
    assertThat(run.world.message())
        .startsWith("shift blue to green: 100/0, back: green's 5xx rate is 33.33%");
  }

  @Example
  void shift_shouldHold_whenItIsToFreeze() {
    var run = new Run(frozen()).baking("50/50").look(Condition.NEW_ERRORS);

    assertThat(stop(run).kind()).isEqualTo(StopKind.FROZEN);
    assertThat(run.world.recordTo()).isEqualTo(50);
  }

  @Example
  void shift_shouldHoldAndCallAPerson_whenBothColorsAreBad() {
    for (Condition bad : List.of(Condition.BOTH_ERRORS, Condition.BOTH_UNHEALTHY)) {
      var run = new Run(PLAN).baking("50/50").look(bad);

      assertThat(stop(run).kind()).isEqualTo(StopKind.BOTH_BAD);
      assertThat(run.world.recordTo()).isEqualTo(50);
    }
  }

  @Example
  void step_shouldBeProlongedThenStop_whenItCannotBeJudged() {
    prolonged(Condition.TOO_LITTLE, StopKind.TOO_LITTLE_DATA, "green had 3 requests");
    prolonged(Condition.NOT_MEASURED_YET, StopKind.TOO_LITTLE_DATA, "figures end before");
    prolonged(Condition.DOUBTFUL, StopKind.UNSURE, "green's 5xx rate is 1.20%");
    prolonged(
        Condition.SHARE_OFF,
        StopKind.SHARE_OFF,
        "green got 90000 of 100000 requests and should get 50%");
    prolonged(Condition.HEALTH_UNKNOWN, StopKind.UNSURE, "healthy record of blue could not be");
    prolonged(Condition.OLD_ERRORS, StopKind.OLD_BAD, "blue's 5xx rate is 33.33%");
  }

  @Example
  void step_shouldPass_whenEnoughCameDuringTheProlongation() {
    var run = new Run(PLAN).baking("50/50");
    for (long second = 0; second < BAKE + 60; second += 30) {
      run.look(Condition.TOO_LITTLE);
      assertThat(run.action).isInstanceOf(Wait.class);
    }

    assertThat(((SetWeights) run.look(Condition.GOOD).action).weights())
        .isEqualTo(new Weights(30, 70));
  }

  @Example
  void shift_shouldGoBack_whenAPersonAsksWithinTheKeepWindow() {
    var run = new Run(PLAN).baking("0/100");
    while (!(run.world.tool() instanceof State.Keeping)) {
      run.look(Condition.GOOD);
    }

    assertThat(((SetWeights) run.rollback().action).weights()).isEqualTo(Weights.BACK);
    assertThat(((WentBack) run.look(Condition.GOOD).action).reason())
        .isEqualTo("a person asked for it");
  }

  @Example
  void rollback_shouldWorkInAToolOfItsOwn_untilTheKeepWindowIsOver() {
    var moved = new Run(PLAN).baking("0/100");
    moved.world = moved.world.crashed();
    assertThat(((SetWeights) moved.rollback().action).weights()).isEqualTo(Weights.BACK);

    var late = new Run(PLAN).until(Condition.GOOD, Done.class);
    late.world = late.world.crashed().later(KEEP);
    assertThat(stop(late.rollback()).kind()).isEqualTo(StopKind.KEEP_WINDOW_OVER);
  }

  @Example
  void rollback_shouldNotNeedToKnowOfHealth() {
    var run = new Run(PLAN).baking("50/50");
    run.act(run.world.seen(Condition.HEALTH_UNKNOWN, Gates.OPEN, true));

    assertThat(((SetWeights) run.action).weights()).isEqualTo(Weights.BACK);
  }

  @Example
  void shift_shouldBeRefused_whenHealthIsNotKnownBeforeItBegins() {
    assertThat(stop(new Run(PLAN).look(Condition.GOOD).look(Condition.HEALTH_UNKNOWN)).reason())
        .contains("healthy record of blue could not be found out", "green could not be found out");
  }

  @Example
  void rollback_shouldStop_whenTheOldColorHasNoHealthyRecord() {
    var run = new Run(PLAN).baking("50/50");
    run.act(run.world.seen(Condition.OLD_UNHEALTHY, Gates.OPEN, true));

    assertThat(stop(run).kind()).isEqualTo(StopKind.NO_HEALTHY_RECORD);
  }

  @Example
  void shift_shouldStop_whenAPersonChangesTheWeights() {
    var run = new Run(PLAN).baking("50/50");
    run.world = run.world.setByHand(70, 30);

    assertThat(stop(run.look(Condition.NEW_ERRORS)))
        .isEqualTo(
            new Stop(
                StopKind.CHANGED_BY_PERSON,
                "the weights are 70/30 in the stack and 70/30 in Route 53, not 50/50:"
                    + " somebody else changed them"));
  }

  @Example
  void shift_shouldStop_whenAPersonGoesBackDuringAnUpdate() {
    var run = new Run(PLAN).firstStep();
    run.world = run.world.later(1).setByHand(100, 0);

    assertThat(stop(run.look(Condition.GOOD)).kind()).isEqualTo(StopKind.CHANGED_BY_PERSON);
  }

  @Example
  void shift_shouldStop_whenAPersonChangesRecordsPastPulumi() {
    var during = new Run(PLAN).firstStep();
    during.world = during.world.setByHandInRoute53(30, 70);
    assertThat(stop(during.look(Condition.GOOD)).kind()).isEqualTo(StopKind.CHANGED_BY_PERSON);

    var after = new Run(PLAN).baking("50/50");
    after.world = after.world.setByHandInRoute53(0, 0);
    assertThat(stop(after.look(Condition.GOOD)).kind()).isEqualTo(StopKind.CHANGED_BY_PERSON);
  }

  @Example
  void shift_shouldGoOnFromTheWeights_whenTheToolDied() {
    var run = new Run(PLAN).baking("50/50");
    run.world = run.world.crashed();
    run.ordered.clear();

    assertThat(run.until(Condition.GOOD, Done.class).ordered)
        .containsExactly("30/70", "10/90", "0/100");
  }

  @Example
  void shift_shouldFinishTheUpdate_whenTheToolDiedInIt() {
    var run = new Run(PLAN).baking("50/50");
    SetWeights next = new SetWeights(new Weights(30, 70), message(new Weights(30, 70)));
    for (World stage : run.world.update(next).subList(1, 3)) {
      run.world = stage.crashed();

      assertThat(run.look(Condition.GOOD).action).isEqualTo(next);
    }
  }

  @Example
  void shift_shouldFinishGoingBack_whenTheToolDiedInIt() {
    var run = new Run(PLAN).baking("50/50").look(Condition.NEW_ERRORS);
    SetWeights back = (SetWeights) run.action;
    var before = new Run(PLAN).baking("50/50");
    for (World stage : before.world.update(back).subList(0, 3)) {
      var again = new Run(PLAN);
      again.world = stage.crashed();

      assertThat(again.look(Condition.GOOD).action).isEqualTo(back);
      assertThat(again.look(Condition.GOOD).action).isInstanceOf(WentBack.class);
    }
  }

  @Example
  void shift_shouldBeginAnew_whenItIsStartedAfterAWayBack() {
    var run = new Run(PLAN).baking("50/50").until(Condition.NEW_ERRORS, WentBack.class);
    run.world = run.world.startedAgain();
    run.ordered.clear();

    run.look(Condition.GOOD);
    assertThat(((Wait) run.action).reason()).isEqualTo("Route 53 to be INSYNC");
    assertThat(run.until(Condition.GOOD, Done.class).ordered).startsWith("90/10", "70/30");
  }

  @Example
  void shift_shouldOnlySayThatItWentBack_whenTheToolDiedBeforeItCould() {
    var run = new Run(PLAN).baking("50/50").look(Condition.NEW_ERRORS);
    run.world = run.world.crashed();
    run.ordered.clear();

    assertThat(run.until(Condition.GOOD, WentBack.class).ordered).isEmpty();
  }

  @Example
  void shift_shouldBeginAnew_whenTheToolDiedBeforeItsFirstUpdate_longAfterAWayBack() {
    var run = new Run(PLAN).baking("50/50").until(Condition.NEW_ERRORS, WentBack.class);
    run.world = run.world.later(100).crashedIdle();
    run.ordered.clear();

    assertThat(run.until(Condition.GOOD, Done.class).ordered).startsWith("90/10", "70/30");
  }

  @Example
  void shift_shouldNotTouchWhatHasLongMoved_whenItIsStartedAgain() {
    var run = new Run(PLAN).until(Condition.GOOD, Done.class);
    run.world = run.world.startedAgain().later(KEEP);

    assertThat(run.look(Condition.NEW_ERRORS).action)
        .isEqualTo(new Done("nothing to do: green has all customers"));
  }

  @Example
  void shift_shouldCallAPerson_whenTheNewColorIsBadAfterTheKeepWindow() {
    var run = new Run(PLAN).baking("0/100");
    run.world = run.world.later(KEEP);

    assertThat(stop(run.look(Condition.NEW_ERRORS)).kind()).isEqualTo(StopKind.KEEP_WINDOW_OVER);
    assertThat(run.world.recordTo()).isEqualTo(100);
  }

  @Example
  void wayBack_shouldBeOrderedUntilItIsGone_whenUpdatesHaveNoEffect() {
    assertThat(withoutEffect(Condition.NEW_ERRORS, 50)).hasOnlyElementsOfType(SetWeights.class);
  }

  @Example
  void shift_shouldStop_whenUpdatesHaveNoEffect() {
    List<Action> actions = withoutEffect(Condition.GOOD, ShiftMachine.MOST_ATTEMPTS + 1);

    assertThat(actions.subList(0, ShiftMachine.MOST_ATTEMPTS))
        .hasOnlyElementsOfType(SetWeights.class);
    assertThat(((Stop) actions.get(ShiftMachine.MOST_ATTEMPTS)).kind())
        .isEqualTo(StopKind.UPDATE_FAILED);
  }

  @Example
  void ending_shouldHaveTheToolsExitCode() {
    assertThat(new Done("").exitCode()).isZero();
    assertThat(new WentBack("").exitCode()).isEqualTo(1);
    assertThat(new Stop(StopKind.REFUSED, "").exitCode()).isEqualTo(2);
  }

  /** What is ordered at the end of the bake at 50/50, that many times. */
  private static List<Action> withoutEffect(Condition condition, int looks) {
    World before = new Run(PLAN).baking("50/50").world;
    State state = before.tool();
    var actions = new ArrayList<Action>();
    for (int look = 0; look < looks; look++) {
      Decision decision =
          ShiftMachine.next(
              PLAN, state, before.later(BAKE + look).seen(condition, Gates.OPEN, false));
      state = decision.state();
      actions.add(decision.action());
    }
    return actions;
  }

  private static void refused(Gates gates, String reason) {
    var run = new Run(PLAN);
    run.act(run.world.seen(Condition.GOOD, gates, false));

    assertThat(stop(run).kind()).isEqualTo(StopKind.REFUSED);
    assertThat(stop(run).reason()).startsWith(reason);
  }

  private static void prolonged(Condition condition, StopKind kind, String reason) {
    var run = new Run(PLAN).baking("50/50");
    long since = World.tick(run.world.tool().windowStart().orElseThrow());
    run.until(condition, Stop.class);

    assertThat(stop(run).kind()).as(condition.name()).isEqualTo(kind);
    assertThat(stop(run).reason()).contains(reason);
    assertThat(run.world.now() - since).isEqualTo(BAKE + PROLONGATION);
    assertThat(run.world.recordTo()).isEqualTo(50);
  }

  private static Stop stop(Run run) {
    assertThat(run.action).isInstanceOf(Stop.class);
    return (Stop) run.action;
  }

  private static UpdateMessage message(Weights weights) {
    return new UpdateMessage("blue", "green", weights, Optional.empty());
  }

  private static Plan frozen() {
    return new Plan(
        "blue",
        "green",
        Plan.DEFAULT_STEPS,
        Pace.DEFAULT,
        Evidence.DEFAULT,
        Plan.DEFAULT_LIMITS,
        true);
  }

  /** A tool in its world, one look after another. */
  private static final class Run {
    final List<String> ordered = new ArrayList<>();
    World world = World.atOld();
    Action action;

    private final Plan plan;
    private final long began = world.now();

    Run(Plan plan) {
      this.plan = plan;
    }

    Run look(Condition condition) {
      return act(world.seen(condition, Gates.OPEN, false));
    }

    Run rollback() {
      return act(world.seen(Condition.GOOD, Gates.OPEN, true));
    }

    Run act(Observation seen) {
      Decision decision = ShiftMachine.next(plan, world.tool(), seen);
      action = decision.action();
      world = world.with(decision.state());
      if (action instanceof SetWeights order) {
        ordered.add(order.weights().toString());
        List<World> stages = world.update(order);
        world = stages.get(stages.size() - 1);
      } else if (action instanceof Wait wait) {
        world = world.later(Duration.between(World.instant(world.now()), wait.until()).toSeconds());
      }
      return this;
    }

    Run until(Condition condition, Class<? extends Action> ending) {
      for (int look = 0; look < 1_000 && !ending.isInstance(action); look++) {
        look(condition);
      }
      assertThat(action).isInstanceOf(ending);
      return this;
    }

    /** The first look finds out that Route 53 is in sync, the second orders. */
    Run firstStep() {
      return look(Condition.GOOD).look(Condition.GOOD);
    }

    /** Goes on while all is good, to the first look of the bake at those weights. */
    Run baking(String weights) {
      while (!(world.tool() instanceof State.Baking baking
          && baking.weights().toString().equals(weights))) {
        look(Condition.GOOD);
      }
      return this;
    }

    long elapsed() {
      return world.now() - began;
    }
  }
}
